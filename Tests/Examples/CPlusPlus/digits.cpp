// Trains a classifier of handwritten digits. Usage: digits digits.csv [EPOCHS]
//
//     c++ -std=c++17 digits.cpp $(pkg-config --cflags --libs midge) -o digits
#include <midge.h>

#include <array>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

constexpr std::ptrdiff_t inputCount = 64, classCount = 10;

struct Table {
  std::vector<double> values;
  std::vector<std::int32_t> labels;
  std::ptrdiff_t rows() const { return static_cast<std::ptrdiff_t>(labels.size()); }

  explicit Table(const std::string &path) {
    std::ifstream file(path);
    std::string line, cell;
    if (!std::getline(file, line)) throw std::runtime_error("cannot read " + path);
    while (std::getline(file, line)) {
      std::istringstream cells(line);
      for (int column = 0; column < inputCount && std::getline(cells, cell, ','); column++) values.push_back(std::stod(cell));
      if (!std::getline(cells, cell, ',')) throw std::runtime_error(path + ": a row has too few columns");
      labels.push_back(std::stoi(cell));
    }
  }
};

class Network {
 public:
  Network(const std::vector<midge_layer> &layers, const midge_options &options) {
    midge_error error = {};
    midge_network *made = nullptr;
    if (midge_create(&made, layers.data(), static_cast<std::ptrdiff_t>(layers.size()), &options, nullptr, 0, &error) != MIDGE_OK)
      throw std::invalid_argument(error.text);
    network.reset(made);
    inputWidth = layers.front().input_count;
  }

  double epoch(const std::vector<float> &inputs, const std::vector<std::int32_t> &labels, std::ptrdiff_t batch) {
    double loss = 0;
    check(midge_epoch_classes(network.get(), inputs.data(), labels.data(), rows(inputs, labels), batch, 1, &loss));
    return loss;
  }

  double accuracy(const std::vector<float> &inputs, const std::vector<std::int32_t> &labels) {
    midge_evaluation found;
    check(midge_evaluate_classes(network.get(), inputs.data(), labels.data(), rows(inputs, labels), &found));
    return found.accuracy;
  }

 private:
  struct Destroyer {
    void operator()(midge_network *network) const { midge_destroy(&network); }
  };
  std::unique_ptr<midge_network, Destroyer> network;
  std::ptrdiff_t inputWidth = 0;

  // The library is told how many rows there are, and takes our word for it.
  std::ptrdiff_t rows(const std::vector<float> &inputs, const std::vector<std::int32_t> &labels) const {
    const auto count = static_cast<std::ptrdiff_t>(labels.size());
    if (static_cast<std::ptrdiff_t>(inputs.size()) != count * inputWidth) throw std::invalid_argument("the inputs are not a row for each label");
    return count;
  }

  void check(midge_status status) const {
    if (status != MIDGE_OK) throw std::invalid_argument(midge_last_error(network.get()));
  }
};

void train(const std::string &path, int epochs) {
  const Table table(path);
  std::array<double, inputCount> means, deviations;
  std::vector<float> inputs(table.values.size());
  if (midge_fit_scaling(table.values.data(), table.rows(), inputCount, means.data(), deviations.data()) != MIDGE_OK ||
      midge_scale(table.values.data(), table.rows(), inputCount, means.data(), deviations.data(), inputs.data()) != MIDGE_OK)
    throw std::invalid_argument("the table cannot be scaled");

  midge_options options;
  midge_default_options(&options);
  options.loss = MIDGE_CROSS_ENTROPY;
  options.learning_rate = 0.01;
  Network network({{MIDGE_DENSE, MIDGE_RELU, inputCount, 32}, {MIDGE_DENSE, MIDGE_IDENTITY, 32, classCount}}, options);
  double loss = 0;
  for (int epoch = 0; epoch < epochs; epoch++) loss = network.epoch(inputs, table.labels, 32);
  std::cout << "loss " << std::setprecision(17) << loss << "\naccuracy " << std::setprecision(4)
            << network.accuracy(inputs, table.labels) << "\n";
}

}  // namespace

int main(int count, char **words) {
  if (count < 2) return std::cerr << "usage: digits digits.csv [EPOCHS]\n", 2;
  try {
    train(words[1], count > 2 ? std::stoi(words[2]) : 20);
  } catch (const std::exception &error) {
    return std::cerr << error.what() << "\n", 1;
  }
}
