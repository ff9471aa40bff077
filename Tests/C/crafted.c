// Model files that somebody made up: their checksum is right, what it covers is not. Each is refused with a text, and the network keeps its parameters.
#include "check.h"

// 64-bit FNV-1a, as SafeTensors+Checksum.swift describes it.
static uint64_t hash;
static void add_byte(unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3u; }
static void add_number(int64_t number) {
  for (int i = 0; i < 8; i++) add_byte((unsigned char)((uint64_t)number >> (8 * i)));
}
static void add_text(const char *text) {
  add_number((int64_t)strlen(text));
  while (*text) add_byte((unsigned char)*text++);
}
static void add_values(const float *values, int count) {
  add_number(count);
  for (int i = 0; i < count * 4; i++) add_byte(((const unsigned char *)values)[i]);
}

typedef struct {
  const char *layers;
  int rank;
  int64_t shape[3]; // of the weights
  int count;        // numbers that the file has for them
  float first;      // of these
  uint64_t spoiled; // bits of the checksum that are wrong
} crafted;

// The file, in a block as long as it is.
static unsigned char *made(crafted model, ptrdiff_t *byte_count) {
  const float biases[2] = {0.5f, -0.25f};
  float weights[8] = {model.first, 1, 2, 3, 4, 5, 6, 7};
  char shape[80] = "", header[1024];
  hash = 0xcbf29ce484222325u;
  add_number(2), add_text("midge.layers"), add_text(model.layers), add_text("midge.version"), add_text("1");
  add_number(2), add_text("0.bias"), add_number(1), add_number(2), add_values(biases, 2);
  add_text("0.weight"), add_number(model.rank);
  for (int i = 0; i < model.rank; i++) {
    add_number(model.shape[i]);
    sprintf(shape + strlen(shape), "%s%lld", i ? "," : "", (long long)model.shape[i]);
  }
  add_values(weights, model.count);
  int length = snprintf(header, sizeof header,
                        "{\"__metadata__\":{\"midge.version\":\"1\",\"midge.layers\":\"%s\",\"midge.checksum\":\"%016llx\"},"
                        "\"0.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        "\"0.weight\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[8,%d]}}",
                        model.layers, (unsigned long long)(hash ^ model.spoiled), shape, 8 + model.count * 4);
  *byte_count = 8 + length + 8 + model.count * 4;
  unsigned char *bytes = malloc((size_t)*byte_count);
  for (int i = 0; i < 8; i++) bytes[i] = (unsigned char)((uint64_t)length >> (8 * i));
  memcpy(bytes + 8, header, (size_t)length);
  memcpy(bytes + 8 + length, biases, sizeof biases);
  memcpy(bytes + 16 + length, weights, (size_t)model.count * 4);
  return bytes;
}

static void refused(midge_network *network, const void *bytes, ptrdiff_t byte_count, const char *says) {
  float *parameters, before[64];
  ptrdiff_t count, needed = -7;
  midge_options options = classifier_options();
  midge_network *other = network;
  midge_error error = {""};
  GIVES(MIDGE_OK, midge_parameters(network, &parameters, &count));
  CHECK(count <= 64);
  memcpy(before, parameters, (size_t)count * sizeof *before);
  GIVES(MIDGE_ERROR_FORMAT, midge_load(network, bytes, byte_count));
  CHECK(memcmp(before, parameters, (size_t)count * sizeof *before) == 0);
  CHECK(midge_last_error(network)[0] != 0);
  GIVES(MIDGE_ERROR_FORMAT, midge_create_from_model(&other, bytes, byte_count, &options, NULL, 0, &error));
  CHECK(other == NULL);
  if (!strstr(error.text, says)) fprintf(stderr, "'%s' does not say '%s'\n", error.text, says), failures++;
  GIVES(MIDGE_ERROR_FORMAT, midge_model_memory_size(bytes, byte_count, &options, &needed, &error));
  CHECK(needed == -7);
}

void test_crafted(void) {
  const midge_layer layer = {MIDGE_DENSE, MIDGE_RELU, 3, 2};
  midge_options options = classifier_options();
  midge_network *network = NULL;
  midge_layer_info info;
  float *parameters;
  ptrdiff_t count;
  GIVES(MIDGE_OK, midge_create(&network, &layer, 1, &options, NULL, 0, NULL));
  GIVES(MIDGE_OK, midge_parameters(network, &parameters, NULL));
  GIVES(MIDGE_OK, midge_describe_layer(network, 0, &info));

  const char *right = "dense 3 2; relu";
  const float infinite = strtof("inf", NULL);
  const struct {
    crafted model;
    const char *says;
  } wrong[] = {
      {{right, 2, {2, 3}, 6, 9, 1}, "checksum"},
      {{right, 2, {2, 3}, 6, infinite, 0}, "not finite"},
      {{right, 2, {3, 2}, 6, 9, 0}, "has shape [3, 2], not [2, 3]"},
      {{right, 1, {6}, 6, 9, 0}, "has shape [6], not [2, 3]"},
      {{right, 3, {2, 3, 1}, 6, 9, 0}, "has shape [2, 3, 1]"},
      {{right, 2, {2, 0}, 0, 9, 0}, "has shape [2, 0]"},
      {{right, 2, {2, 3}, 5, 9, 0}, "does not fill its 20 bytes"},
      // Products, and then bytes, that are 2^64 and what the file has.
      {{right, 2, {4294967296, 4294967296}, 0, 9, 0}, "does not fill its 0 bytes"},
      {{right, 2, {3074457345618258603, 6}, 2, 9, 0}, "does not fill its 8 bytes"},
      {{right, 2, {4611686018427387906, 1}, 2, 9, 0}, "does not fill its 8 bytes"},
      {{right, 3, {4294967296, 4294967296, 0}, 0, 9, 0}, "does not fill its 0 bytes"},
      {{right, 2, {0, INT64_MAX}, 0, 9, 0}, "has shape"},
      {{right, 2, {-2, -3}, 6, 9, 0}, "no valid 'shape'"},
      {{"dense 2 3; relu", 2, {2, 3}, 6, 9, 0}, "has shape"},
      {{"dense 3 2; relu; dense 2 2", 2, {2, 3}, 6, 9, 0}, "is missing"},
      {{"dense 3 9223372036854775807; relu", 2, {2, 3}, 6, 9, 0}, "has shape"},
      {{"dense 9223372036854775807 9223372036854775807", 2, {2, 3}, 6, 9, 0}, "has shape"},
      {{"dense 4294967296 4294967296", 2, {0, 0}, 0, 9, 0}, "has shape"},
      {{"dense 3 99999999999999999999", 2, {2, 3}, 6, 9, 0}, "entry"},
      {{"dense 0 2; relu", 2, {2, 3}, 6, 9, 0}, "entry"},
      {{"dense -3 -2; relu", 2, {2, 3}, 6, 9, 0}, "entry"},
      {{"recurrent 3 2", 2, {2, 3}, 6, 9, 0}, "entry"},
      {{"", 2, {2, 3}, 6, 9, 0}, "tensors"},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    unsigned char *bytes = made(wrong[i].model, &count);
    refused(network, bytes, count, wrong[i].says);
    free(bytes);
  }

  // Other beginnings, and what is cut or has too much behind it. Without the fault the file is taken: nothing else was wrong with those above.
  unsigned char *bytes = made((crafted){right, 2, {2, 3}, 6, 9, 0}, &count), kept[9];
  memcpy(kept, bytes, sizeof kept);
  memcpy(bytes, "GGUF", 4), refused(network, bytes, count, "too long");
  memset(bytes, 0xff, 8), refused(network, bytes, count, "too long");
  memset(bytes, 0, 8), refused(network, bytes, count, "does not start with '{'");
  memcpy(bytes, kept, sizeof kept);
  bytes[1]++, refused(network, bytes, count, "the file ends before");
  memcpy(bytes, kept, sizeof kept);
  bytes[8] = '[', refused(network, bytes, count, "does not start with '{'");
  memcpy(bytes, kept, sizeof kept);
  refused(network, bytes, count - 1, "cut short or damaged");
  refused(network, bytes, count - 24, "cut short or damaged");
  refused(network, bytes, 7, "too few");
  refused(network, bytes, 0, "too few");
  GIVES(MIDGE_OK, midge_load(network, bytes, count));
  CHECK(parameters[info.weight_offset] == 9 && parameters[info.bias_offset + 1] == -0.25f);
  free(bytes);
  GIVES(MIDGE_OK, midge_destroy(&network));
}
