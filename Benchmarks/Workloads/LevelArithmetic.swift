import Midge

/// What this level computes with. A type of this module, not an alias: the level's name is then in the name of all code that is made
/// for it, and the linker cannot take one level's code for another's.
enum LevelArithmetic: Arithmetic {
  #if MIDGE_V3 || MIDGE_V4 || arch(arm64)
    typealias Base = Fused<Float>
  #else
    typealias Base = Portable<Float>
  #endif
  typealias Scalar = Base.Scalar
  typealias Vector4 = Base.Vector4
  typealias Vector8 = Base.Vector8
  typealias Vector16 = Base.Vector16

  /// As wide as the level's registers.
  #if MIDGE_V4
    typealias Register = Base.Vector16
  #elseif MIDGE_V3
    typealias Register = Base.Vector8
  #else
    typealias Register = Base.Vector4
  #endif
}
