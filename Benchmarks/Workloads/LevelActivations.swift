import Midge

// Types of this module, as `LevelTiles` is: every layer has the level in its name, so that what is made for it but does not
// compute, such as its initialisation, is not shared either. A last layer without activation has the identity's.

struct LevelIdentity: ActivationLayer {
  static var activation: Activation { .identity }
}

struct LevelReLU: ActivationLayer {
  static var activation: Activation { .relu }
}

struct LevelSigmoid: ActivationLayer {
  static var activation: Activation { .sigmoid }
}

struct LevelTanh: ActivationLayer {
  static var activation: Activation { .tanh }
}
