//! The picture in the repository is what the command that is said to draw it draws.

use seedrelay::datasets;
use seedrelay::render::picture::{PictureOptions, svg};

/// `cargo run --features cli -- picture --force --category rice -o examples/images/relay.svg`
#[test]
fn the_committed_picture_is_drawn_by_its_command() {
    let drawn = svg(&datasets::hunan(), &PictureOptions::new().category("rice"));
    let committed = include_str!("../../examples/images/relay.svg");
    assert!(
        drawn == committed,
        "draw it again: cargo run --features cli -- picture --force --category rice -o examples/images/relay.svg"
    );
}
