// A seccomp filter instead of SECCOMP_MODE_STRICT: the strict mode lets read and write through, and a step that logs would pass.
#include "ProcessProbe.h"
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { exitConfinementFailed = 3 };

static int confine(void) {
  struct sock_filter rules[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
  };
  struct sock_fprog program = {sizeof rules / sizeof *rules, rules};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

SystemCallOutcome runWithoutSystemCalls(void (*body)(void *), void *context) {
  pid_t child = fork();
  if (child < 0) return systemCallsUnknown;
  if (child == 0) {
    if (confine()) _exit(exitConfinementFailed);
    body(context);
    // _exit would call exit_group.
    for (;;) syscall(SYS_exit, 0);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return systemCallsUnknown;
  if (WIFEXITED(status)) return WEXITSTATUS(status) == 0 ? systemCallsNone : systemCallsUnknown;
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS ? systemCallsSome : systemCallsUnknown;
}
