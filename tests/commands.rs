//! The console blocks of README.md and of the documents, run and compared.
#![expect(clippy::expect_used, reason = "a test that cannot be set up has failed")]

#[test]
fn the_readme_tells_the_truth() {
    let folder = std::env::temp_dir().join(format!("pmconvert-readme-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    // The commands write into the current folder, so they run in one of their own.
    std::os::unix::fs::symlink(samples, folder.join("samples")).expect("the samples are linked");
    std::env::set_current_dir(&folder).expect("the folder is entered");
    trycmd::TestCases::new()
        .case(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"))
        .case(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/*.md"))
        .run();
    std::fs::remove_dir_all(&folder).expect("the folder is removed");
}
