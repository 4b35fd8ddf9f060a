//! The picture in the repository is what the command that is said to draw it draws.

use seedrelay::datasets;
use seedrelay::render::picture::{PictureOptions, svg};

/// `cargo run --features cli -- picture --force --with-proposed --category rice -o examples/images/relay.svg`
#[test]
fn the_committed_picture_is_drawn_by_its_command() {
    let chain = datasets::hunan();
    let drawn = svg(&chain, &PictureOptions::new().of_category(&chain, "rice").unwrap());
    let committed = include_str!("../../examples/images/relay.svg");
    assert!(
        drawn == committed,
        "draw it again: cargo run --features cli -- picture --force --with-proposed --category rice -o examples/images/relay.svg"
    );
}
