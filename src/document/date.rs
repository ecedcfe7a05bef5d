//! Days, to put documents in their order.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A day of the calendar.
///
/// Written as in ISO 8601, `2026-03-01`. A time may follow and is left out, so two documents of one day have the same
/// date. That the month has that many days is not checked.
///
/// ```
/// use nutgraf::Date;
///
/// let date: Date = "2026-03-01T10:30:00+01:00".parse()?;
/// assert_eq!(date.to_string(), "2026-03-01");
/// assert!("2026-02-28".parse::<Date>()? < date);
/// assert!("1 March 2026".parse::<Date>().is_err());
/// # Ok::<(), nutgraf::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl FromStr for Date {
    type Err = Error;

    fn from_str(text: &str) -> Result<Date, Error> {
        read(text.trim()).ok_or_else(|| Error::unknown_name("date", text, "one such as 2026-03-01"))
    }
}

fn read(text: &str) -> Option<Date> {
    let (date, after) = text.split_at_checked(10)?;
    let is_time = after.is_empty() || after.starts_with(['T', 't', ' ']);
    let mut parts = date.split('-');
    let mut number = |digits: usize| -> Option<u16> {
        let part = parts.next()?;
        let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { part.parse().ok() } else { None }
    };
    let (year, month, day) = (number(4)?, number(2)? as u8, number(2)? as u8);
    (is_time && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Date { year, month, day })
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_than_days_are_no_dates() {
        for text in
            ["", "2026", "2026-03", "2026-3-1", "03-01-2026", "2026-13-01", "2026-03-00", "2026-03-011"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        for text in ["2026-03-01", "2026-03-01 10:00:00 +0100", "2026-03-01T10:00Z"] {
            assert_eq!(read(text).unwrap().to_string(), "2026-03-01");
        }
        assert_eq!(read("২০২৬-০৩-০১"), None);
    }
}
