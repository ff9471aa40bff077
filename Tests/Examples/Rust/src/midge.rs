//! The part of midge.h that the example uses, and a safe face on it.
use std::ffi::{c_char, c_void, CStr};

#[repr(C)]
pub struct Layer {
    pub kind: i32,
    pub activation: i32,
    pub input_count: isize,
    pub output_count: isize,
}

#[repr(C)]
#[derive(Default)]
pub struct Options {
    pub byte_count: isize,
    pub loss: i32,
    pub reduction: i32,
    pub optimizer: i32,
    pub initializer: i32,
    pub instruction_set: i32,
    pub prediction_only: i32,
    pub row_capacity: isize,
    pub seed: u64,
    pub learning_rate: f64,
    pub momentum: f64,
    pub beta1: f64,
    pub beta2: f64,
    pub epsilon: f64,
    pub weight_decay: f64,
    pub l1: f64,
    pub clip_norm: f64,
    pub clip_value: f64,
    pub max_norm: f64,
    pub label_smoothing: f64,
}

#[repr(C)]
#[derive(Default)]
pub struct Evaluation {
    pub loss: f64,
    pub accuracy: f64,
    pub row_count: isize,
}

pub const RELU: i32 = 1;
pub const IDENTITY: i32 = 0;
pub const CROSS_ENTROPY: i32 = 1;

extern "C" {
    fn midge_default_options(options: *mut Options) -> i32;
    fn midge_create(
        network: *mut *mut c_void, layers: *const Layer, layer_count: isize, options: *const Options, memory: *mut c_void,
        memory_byte_count: isize, error: *mut [c_char; 256],
    ) -> i32;
    fn midge_destroy(network: *mut *mut c_void) -> i32;
    fn midge_epoch_classes(
        network: *mut c_void, inputs: *const f32, classes: *const i32, row_count: isize, batch_size: isize, shuffles: i32, loss: *mut f64,
    ) -> i32;
    fn midge_evaluate_classes(
        network: *mut c_void, inputs: *const f32, classes: *const i32, row_count: isize, evaluation: *mut Evaluation,
    ) -> i32;
    fn midge_last_error(network: *const c_void) -> *const c_char;
    fn midge_fit_scaling(values: *const f64, row_count: isize, column_count: isize, means: *mut f64, deviations: *mut f64) -> i32;
    fn midge_scale(
        values: *const f64, row_count: isize, column_count: isize, means: *const f64, deviations: *const f64, inputs: *mut f32,
    ) -> i32;
}

fn text(start: *const c_char) -> String {
    unsafe { CStr::from_ptr(start) }.to_string_lossy().into_owned()
}

impl Options {
    pub fn new() -> Options {
        let mut options = Options::default();
        unsafe { midge_default_options(&mut options) };
        options
    }
}

pub struct Network {
    handle: *mut c_void,
    input_count: usize,
}

impl Network {
    pub fn new(layers: &[Layer], options: &Options) -> Result<Network, String> {
        let (mut handle, mut error) = (std::ptr::null_mut(), [0; 256]);
        let status = unsafe {
            midge_create(&mut handle, layers.as_ptr(), layers.len() as isize, options, std::ptr::null_mut(), 0, &mut error)
        };
        if status != 0 { return Err(text(error.as_ptr())); }
        Ok(Network { handle, input_count: layers[0].input_count as usize })
    }

    fn check(&self, status: i32) -> Result<(), String> {
        if status == 0 { Ok(()) } else { Err(text(unsafe { midge_last_error(self.handle) })) }
    }

    pub fn epoch(&mut self, inputs: &[f32], labels: &[i32], batch_size: usize) -> Result<f64, String> {
        assert_eq!(inputs.len(), labels.len() * self.input_count);
        let mut loss = 0.0;
        let status = unsafe {
            midge_epoch_classes(self.handle, inputs.as_ptr(), labels.as_ptr(), labels.len() as isize, batch_size as isize, 1, &mut loss)
        };
        self.check(status).map(|_| loss)
    }

    pub fn evaluate(&mut self, inputs: &[f32], labels: &[i32]) -> Result<Evaluation, String> {
        assert_eq!(inputs.len(), labels.len() * self.input_count);
        let mut found = Evaluation::default();
        let status =
            unsafe { midge_evaluate_classes(self.handle, inputs.as_ptr(), labels.as_ptr(), labels.len() as isize, &mut found) };
        self.check(status).map(|_| found)
    }
}

impl Drop for Network {
    fn drop(&mut self) { unsafe { midge_destroy(&mut self.handle) }; }
}

/// The columns of a table scaled to mean 0 and deviation 1.
pub fn scaled(values: &[f64], columns: usize) -> Result<Vec<f32>, String> {
    assert_eq!(values.len() % columns, 0);
    let rows = (values.len() / columns) as isize;
    let (mut means, mut deviations, mut inputs) = (vec![0.0; columns], vec![0.0; columns], vec![0.0; values.len()]);
    let width = columns as isize;
    let status = unsafe {
        let fitted = midge_fit_scaling(values.as_ptr(), rows, width, means.as_mut_ptr(), deviations.as_mut_ptr());
        if fitted != 0 { fitted } else { midge_scale(values.as_ptr(), rows, width, means.as_ptr(), deviations.as_ptr(), inputs.as_mut_ptr()) }
    };
    if status == 0 { Ok(inputs) } else { Err("the table cannot be scaled".into()) }
}
