import Glibc

/// Whether two paths name one file that exists.
public func areSameFile(_ path: String, _ other: String) -> Bool {
  guard let one = try? System.status(path), let two = try? System.status(other) else { return false }
  return one.st_dev == two.st_dev && one.st_ino == two.st_ino
}
