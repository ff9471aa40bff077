import Glibc

/// Time that only goes forward, since some moment. Not `ContinuousClock`, which brings concurrency and its thread pool into a static program.
enum Clock {
  static var seconds: Double {
    var now = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }
}
