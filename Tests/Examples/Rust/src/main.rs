//! Trains a classifier of handwritten digits. Usage: digits digits.csv [EPOCHS]
mod midge;

use midge::{Layer, Network, Options};
use std::{env, fs, process};

fn train(path: &str, epochs: usize) -> Result<(), String> {
    let table = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let (mut values, mut labels) = (Vec::new(), Vec::new());
    for line in table.lines().skip(1) {
        let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().map_err(|_| format!("not a number: {cell}"))).collect::<Result<_, _>>()?;
        let (label, pixels) = cells.split_last().ok_or("an empty line")?;
        if pixels.len() != 64 { return Err(format!("{path}: a row has {} columns, not 65", cells.len())); }
        values.extend_from_slice(pixels);
        labels.push(*label as i32);
    }
    let inputs = midge::scaled(&values, 64)?;

    let layers = [
        Layer { kind: 0, activation: midge::RELU, input_count: 64, output_count: 32 },
        Layer { kind: 0, activation: midge::IDENTITY, input_count: 32, output_count: 10 },
    ];
    let options = Options { loss: midge::CROSS_ENTROPY, learning_rate: 0.01, ..Options::new() };
    let mut network = Network::new(&layers, &options)?;
    let mut loss = 0.0;
    for _ in 0..epochs { loss = network.epoch(&inputs, &labels, 32)?; }
    println!("loss {loss}\naccuracy {:.4}", network.evaluate(&inputs, &labels)?.accuracy);
    Ok(())
}

fn main() {
    let words: Vec<String> = env::args().collect();
    if words.len() < 2 { eprintln!("usage: digits digits.csv [EPOCHS]"); process::exit(2); }
    let epochs = words.get(2).map_or(20, |word| word.parse().expect("EPOCHS is a number"));
    if let Err(error) = train(&words[1], epochs) { eprintln!("{error}"); process::exit(1); }
}
