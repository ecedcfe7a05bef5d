//! Numbers as a page shows them.

/// A time of reading: `20 s`, `2 min 17 s`, `1 h 5 min`; from ten minutes on without seconds. The script says it alike.
pub(super) fn duration(seconds: f64) -> String {
    let seconds = seconds.round() as u64;
    let minutes = (seconds + 30) / 60;
    match seconds {
        0..60 => format!("{seconds}\u{A0}s"),
        60..600 if seconds.is_multiple_of(60) => format!("{}\u{A0}min", seconds / 60),
        60..600 => format!("{}\u{A0}min {}\u{A0}s", seconds / 60, seconds % 60),
        600..3600 if minutes < 60 => format!("{minutes}\u{A0}min"),
        _ => format!("{}\u{A0}h {}\u{A0}min", minutes / 60, minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_in_the_largest_units() {
        let shown = |seconds| duration(seconds).replace('\u{A0}', " ");
        let seconds = [0.0, 19.6, 60.0, 137.0, 599.0, 640.0, 3580.0, 3900.0];
        let expected =
            ["0 s", "20 s", "1 min", "2 min 17 s", "9 min 59 s", "11 min", "1 h 0 min", "1 h 5 min"];
        assert_eq!(seconds.map(shown), expected);
    }
}
