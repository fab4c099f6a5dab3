//! How the program is linked.

/// Links the program for a fixed address where this was measured to help.
///
/// Tables of names, formats and errors hold some 40,000 addresses. In a program that can be loaded anywhere, all of them are set at each
/// start, which takes a third of the time that a short document takes. Stack, heap and libraries are loaded anywhere all the same.
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let of_target = |key: &str| std::env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    if (of_target("OS"), of_target("ENV"), of_target("ARCH")) == ("linux".into(), "gnu".into(), "x86_64".into()) {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
