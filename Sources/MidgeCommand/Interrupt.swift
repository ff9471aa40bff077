import Glibc
import Synchronization

/// Ctrl-C: the first ends the epoch cleanly, the second ends the process.
enum Interrupt {
  private static let flag = Atomic<Bool>(false)

  static var isAsked: Bool { flag.load(ordering: .relaxed) }

  /// Whoever started this process with the interrupt ignored, as a shell does in the background, wants it ignored. One that is blocked was
  /// blocked for a thread of the parent, and is let through.
  static func listen() {
    let previous = signal(SIGINT) { _ in
      Interrupt.flag.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
    let (before, ignored) = unsafe (unsafeBitCast(previous, to: Int.self), unsafeBitCast(SIG_IGN, to: Int.self))
    if before == ignored { signal(SIGINT, SIG_IGN) }
    var interrupt = sigset_t()
    unsafe sigemptyset(&interrupt)
    unsafe sigaddset(&interrupt, SIGINT)
    unsafe pthread_sigmask(SIG_UNBLOCK, &interrupt, nil)
  }
}
