//! Numbers and units of siunitx, as a reader sees them: `\SI{10}{\kilo\metre}` is "10 km".
//!
//! What is not known as a unit stands for itself, since authors define units of their own by their names.

use crate::span::boundary_at_or_before;

/// Numbers and units are no longer than this, in bytes.
const LONGEST: usize = 200;

/// What the arguments of a command are.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Number,
    Angle,
    Unit,
    NumberUnit,
    NumberRange,
    UnitRange,
    NumberList,
    UnitList,
    Money(&'static str),
}

#[rustfmt::skip] // Several to a line.
const COMMANDS: [(&str, Shape); 20] = [
    ("num", Shape::Number), ("numproduct", Shape::Number), ("complexnum", Shape::Number), ("ang", Shape::Angle),
    ("si", Shape::Unit), ("unit", Shape::Unit),
    ("SI", Shape::NumberUnit), ("qty", Shape::NumberUnit), ("complexqty", Shape::NumberUnit), ("qtyproduct", Shape::NumberUnit),
    ("numrange", Shape::NumberRange), ("SIrange", Shape::UnitRange), ("qtyrange", Shape::UnitRange),
    ("numlist", Shape::NumberList), ("SIlist", Shape::UnitList), ("qtylist", Shape::UnitList),
    ("EUR", Shape::Money("€")), ("SIrange*", Shape::UnitRange), ("tablenum", Shape::Number), ("DM", Shape::Money("DM ")),
];

#[rustfmt::skip] // Several to a line.
const PREFIXES: [(&str, &str); 25] = [
    ("quecto", "q"), ("ronto", "r"), ("yocto", "y"), ("zepto", "z"), ("atto", "a"), ("femto", "f"), ("pico", "p"), ("nano", "n"),
    ("micro", "µ"), ("milli", "m"), ("centi", "c"), ("deci", "d"), ("deca", "da"), ("deka", "da"), ("hecto", "h"), ("kilo", "k"),
    ("mega", "M"), ("giga", "G"), ("tera", "T"), ("peta", "P"), ("exa", "E"), ("zetta", "Z"), ("yotta", "Y"), ("ronna", "R"),
    ("quetta", "Q"),
];

#[rustfmt::skip] // Several to a line.
const UNITS: [(&str, &str); 70] = [
    ("ampere", "A"), ("arcminute", "′"), ("arcsecond", "″"), ("astronomicalunit", "au"), ("atomicmassunit", "u"), ("bar", "bar"),
    ("becquerel", "Bq"), ("bel", "B"), ("bit", "bit"), ("byte", "B"), ("candela", "cd"), ("celsius", "°C"), ("coulomb", "C"),
    ("dalton", "Da"), ("day", "d"), ("decibel", "dB"), ("degree", "°"), ("degreeCelsius", "°C"), ("electronvolt", "eV"),
    ("angstrom", "Å"), ("farad", "F"), ("gram", "g"), ("gray", "Gy"), ("hectare", "ha"), ("henry", "H"), ("hertz", "Hz"),
    ("hour", "h"), ("joule", "J"), ("katal", "kat"), ("kelvin", "K"), ("kilogram", "kg"), ("knot", "kn"), ("liter", "L"),
    ("litre", "L"), ("lumen", "lm"), ("lux", "lx"), ("meter", "m"), ("metre", "m"), ("minute", "min"), ("mole", "mol"),
    ("mmHg", "mmHg"), ("neper", "Np"), ("newton", "N"), ("ohm", "Ω"), ("pascal", "Pa"), ("percent", "%"), ("radian", "rad"),
    ("second", "s"), ("siemens", "S"), ("sievert", "Sv"), ("steradian", "sr"), ("tesla", "T"), ("tonne", "t"), ("volt", "V"),
    ("watt", "W"), ("watthour", "Wh"), ("weber", "Wb"), ("barn", "b"), ("um", "µm"), ("us", "µs"), ("ug", "µg"), ("uA", "µA"),
    ("uF", "µF"), ("ul", "µl"), ("uL", "µL"), ("umol", "µmol"), ("kohm", "kΩ"), ("Mohm", "MΩ"), ("euro", "€"), ("dB", "dB"),
];

/// The arguments of a command that are read here, in order: how many there are.
pub(super) fn arguments(command: &str) -> Option<usize> {
    Some(match shape(command)? {
        Shape::Number | Shape::Angle | Shape::Unit | Shape::NumberList | Shape::Money(_) => 1,
        Shape::NumberUnit | Shape::NumberRange | Shape::UnitList => 2,
        Shape::UnitRange => 3,
    })
}

fn shape(command: &str) -> Option<Shape> {
    COMMANDS.iter().find(|(name, _)| *name == command).map(|(_, shape)| *shape)
}

/// What a command shows, given the insides of its arguments.
pub(super) fn shown(command: &str, arguments: &[&str]) -> Option<String> {
    if arguments.iter().any(|argument| argument.len() > LONGEST) {
        return None;
    }
    let argument = |at: usize| arguments.get(at).copied();
    Some(match shape(command)? {
        Shape::Number => number(argument(0)?)?,
        Shape::Angle => angle(argument(0)?)?,
        Shape::Unit => unit(argument(0)?),
        Shape::NumberUnit => with_unit(&number(argument(0)?)?, &unit(argument(1)?)),
        Shape::NumberRange => format!("{}–{}", number(argument(0)?)?, number(argument(1)?)?),
        Shape::UnitRange => {
            let range = format!("{}–{}", number(argument(0)?)?, number(argument(1)?)?);
            with_unit(&range, &unit(argument(2)?))
        }
        Shape::NumberList => list(argument(0)?)?,
        Shape::UnitList => with_unit(&list(argument(0)?)?, &unit(argument(1)?)),
        Shape::Money(sign) => format!("{sign}{}", number(argument(0)?)?),
    })
}

/// A number with its unit; signs of angles and of percent stand right behind it.
fn with_unit(number: &str, unit: &str) -> String {
    let is_close = unit.starts_with(['%', '′', '″']) || unit == "°" || unit.is_empty() || number.is_empty();
    if is_close { format!("{number}{unit}") } else { format!("{number} {unit}") }
}

fn list(numbers: &str) -> Option<String> {
    let numbers = numbers.split(';').map(number).collect::<Option<Vec<String>>>()?;
    Some(numbers.join(", "))
}

/// A number: its power of ten as one, its signs as such. A command in it that is not known makes it none.
fn number(written: &str) -> Option<String> {
    let mut shown = String::with_capacity(written.len());
    let mut rest = written.trim();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                let sign = match &rest[..letters] {
                    "pm" => " ± ",
                    "approx" | "sim" => "~",
                    "times" => " × ",
                    "pi" => "π",
                    "num" | "" => "",
                    _ => return None,
                };
                shown.push_str(sign);
                rest = rest[letters..].trim_start();
                rest = if letters == 0 { rest.trim_start_matches([',', ';', ' ']) } else { rest };
            }
            '+' if rest.starts_with('-') => {
                shown.push_str(" ± ");
                rest = &rest[1..];
            }
            'x' => shown.push_str(" × "),
            'e' | 'E' | 'd' | 'D'
                if rest.starts_with(|c: char| c == '-' || c == '+' || c.is_ascii_digit()) =>
            {
                let len = rest.len()
                    - rest
                        .trim_start_matches(['-', '+'])
                        .trim_start_matches(|c: char| c.is_ascii_digit())
                        .len();
                shown.push_str(if shown.is_empty() { "10" } else { " × 10" });
                shown.extend(rest[..len].chars().map(raised));
                rest = &rest[len..];
            }
            '{' | '}' | '$' | ' ' | '\n' | '~' => {}
            c => shown.push(c),
        }
    }
    Some(shown.replace("  ", " "))
}

fn raised(c: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    match c {
        '-' => '⁻',
        '+' => '⁺',
        c => c.to_digit(10).and_then(|digit| RAISED.get(digit as usize)).copied().unwrap_or(c),
    }
}

/// Degrees, minutes and seconds.
fn angle(written: &str) -> Option<String> {
    let mut shown = String::new();
    for (part, sign) in written.split(';').zip(["°", "′", "″"]) {
        let part = number(part)?;
        if !part.is_empty() {
            shown.push_str(&part);
            shown.push_str(sign);
        }
    }
    Some(shown)
}

/// A unit: its parts, those behind `\per` behind a stroke.
fn unit(written: &str) -> String {
    let (mut above, mut below): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut prefix, mut power, mut is_below) = (String::new(), "", false);
    let mut rest = written.trim();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c != '\\' {
            // What is written out: `km`, `m/s`, `kg.m^2`.
            let len = rest.find('\\').unwrap_or(rest.len());
            let words = format!("{c}{}", &rest[..len]);
            rest = &rest[len..];
            let words: String = literal(&words);
            if !words.trim().is_empty() {
                above.push(words);
            }
            continue;
        }
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            rest = &rest[boundary_at_or_before(rest, rest.len().min(1))..];
            continue;
        }
        let (name, behind) = rest.split_at(letters);
        rest = behind.trim_start();
        let known = |table: &[(&'static str, &'static str)]| {
            table.iter().find(|(command, _)| *command == name).map(|(_, shown)| *shown)
        };
        let parts = if is_below { &mut below } else { &mut above };
        match name {
            "per" => is_below = true,
            "square" => power = "²",
            "cubic" => power = "³",
            "squared" | "cubed" => {
                let last = if below.is_empty() || !above.is_empty() && !written.contains("\\per") {
                    above.last_mut()
                } else {
                    below.last_mut()
                };
                if let Some(last) = last {
                    last.push(if name == "squared" { '²' } else { '³' });
                }
            }
            "tothe" | "raiseto" | "of" => {
                let inner = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
                if let Some((inner, behind)) = inner {
                    rest = behind;
                    let last = if below.is_empty() { above.last_mut() } else { below.last_mut() };
                    if let Some(last) = last.filter(|_| name == "tothe") {
                        last.extend(inner.chars().map(raised));
                    }
                }
            }
            "cdot" | "times" | "text" | "mathrm" | "mathit" | "highlight" | "cancel" | "left" | "right" => {}
            _ => match known(&PREFIXES) {
                Some(short) => prefix.push_str(short),
                None => {
                    let unit = known(&UNITS).unwrap_or(name);
                    parts.push(format!(
                        "{}{unit}{}",
                        std::mem::take(&mut prefix),
                        std::mem::take(&mut power)
                    ));
                    is_below = false;
                }
            },
        }
    }
    let (above, below_count) = (above.join(" "), below.len());
    let below = below.join(" ");
    match (above.is_empty(), below_count) {
        (_, 0) => above,
        (true, _) => format!("1/{below}"),
        (false, 1) => format!("{above}/{below}"),
        (false, _) => format!("{above}/({below})"),
    }
}

/// What a unit says without commands.
fn literal(written: &str) -> String {
    let mut shown = String::with_capacity(written.len());
    let mut is_raised = false;
    for c in written.chars() {
        match c {
            '^' => is_raised = true,
            '{' | '$' | '_' => {}
            '}' => is_raised = false,
            '.' | '~' => {
                is_raised = false;
                shown.push(' ');
            }
            c if is_raised && (c.is_ascii_digit() || c == '-') => shown.push(raised(c)),
            c => {
                is_raised = false;
                shown.push(c);
            }
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_shown_as_they_are_read() {
        for (command, arguments, expected) in [
            ("SI", &["10", "\\kilo\\metre"][..], "10 km"),
            ("SI", &["5", "km"], "5 km"),
            ("qty", &["9.81", "\\metre\\per\\second\\squared"], "9.81 m/s²"),
            ("qty", &["9.81", "\\metre\\per\\square\\second"], "9.81 m/s²"),
            ("SI", &["4.2", "\\joule\\per\\gram\\per\\kelvin"], "4.2 J/(g K)"),
            ("SI", &["3", "\\um"], "3 µm"),
            ("SI", &["20", "\\percent"], "20%"),
            ("SI", &["20", "\\degreeCelsius"], "20 °C"),
            ("SI", &["3.5e-3", "m.s^{-1}"], "3.5 × 10⁻³ m s⁻¹"),
            ("SI", &["3", "\\metre\\tothe{4}"], "3 m⁴"),
            ("SI", &["12", "\\pixel"], "12 pixel"),
            ("num", &["12000"], "12000"),
            ("num", &["1.2 \\pm 0.1"], "1.2 ± 0.1"),
            ("num", &["e6"], "10⁶"),
            ("numproduct", &["2 x 3"], "2 × 3"),
            ("ang", &["45;30;10"], "45°30′10″"),
            ("ang", &["45"], "45°"),
            ("unit", &["\\per\\second"], "1/s"),
            ("SIrange", &["1", "5", "\\celsius"], "1–5 °C"),
            ("SIlist", &["1;2;3", "\\metre"], "1, 2, 3 m"),
            ("EUR", &["20"], "€20"),
        ] {
            assert_eq!(shown(command, arguments).as_deref(), Some(expected), "{command} {arguments:?}");
        }
        for (command, arguments) in [("num", &["\\value{x}"][..]), ("emph", &["10"]), ("SI", &["10"])] {
            assert_eq!(shown(command, arguments), None, "{command} {arguments:?}");
        }
    }
}
