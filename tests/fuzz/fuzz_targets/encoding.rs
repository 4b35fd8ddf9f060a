#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| seedrelay_checks::encoding::check(input));
