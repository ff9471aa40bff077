import MidgeKernels

/// As wide as the level's registers.
#if MIDGE_V4
  typealias LevelRegister = LevelArithmetic.Vector16
#elseif MIDGE_V3
  typealias LevelRegister = LevelArithmetic.Vector8
#else
  typealias LevelRegister = LevelArithmetic.Vector4
#endif
