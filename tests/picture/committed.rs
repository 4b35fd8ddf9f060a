//! The picture in the repository is what the command that is said to draw it draws.

use seedrelay::render::picture::{PictureOptions, svg};
use seedrelay::{Evidence, datasets};

/// How to draw it again.
const COMMAND: &str = "cargo run --features cli -- picture src/datasets/example.json --force --category rice \
                       -o examples/images/relay.svg";

#[test]
fn the_committed_picture_is_drawn_by_its_command() {
    let today = datasets::example().known_at_least(Evidence::Assumed);
    let drawn = svg(&today, &PictureOptions::new().of_category(&today, "rice").unwrap());
    let committed = include_str!("../../examples/images/relay.svg");
    assert!(drawn == committed, "draw it again: {COMMAND}");
}
