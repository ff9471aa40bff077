// Links libmidge.a: from MIDGE_LIB if it is set, else where pkg-config says.
use std::{env, process::Command};

fn main() {
    println!("cargo:rerun-if-env-changed=MIDGE_LIB");
    let folder = env::var("MIDGE_LIB").unwrap_or_else(|_| {
        let asked = Command::new("pkg-config").args(["--variable=libdir", "midge"]).output().expect("pkg-config cannot be run");
        assert!(asked.status.success(), "midge is not installed: set MIDGE_LIB to the folder of libmidge.a");
        String::from_utf8(asked.stdout).unwrap().trim().to_string()
    });
    println!("cargo:rustc-link-search=native={folder}");
    println!("cargo:rustc-link-lib=static=midge");
    println!("cargo:rustc-link-lib=m");
}
