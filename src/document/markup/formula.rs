//! Short formulas of TeX as they are read: `1\times 1` is "1 × 1", `10^{-3}` is "10⁻³".
//!
//! What cannot be written in a line of text, or has a command that is not known, is none of them.

/// A formula that a sentence shows is no longer than this, in bytes.
const LONGEST: usize = 60;

/// Commands that stand for a sign. Those of operators have blanks around them.
#[rustfmt::skip] // Several to a line.
const SIGNS: [(&str, &str); 44] = [
    ("times", " × "), ("pm", " ± "), ("mp", " ∓ "), ("cdot", " · "), ("approx", " ≈ "), ("sim", " ~ "), ("simeq", " ≃ "), ("le", " ≤ "),
    ("leq", " ≤ "), ("ge", " ≥ "), ("geq", " ≥ "), ("ne", " ≠ "), ("neq", " ≠ "), ("equiv", " ≡ "), ("ll", " ≪ "), ("gg", " ≫ "),
    ("to", " → "), ("rightarrow", " → "), ("in", " ∈ "), ("infty", "∞"), ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"),
    ("epsilon", "ε"), ("eta", "η"), ("theta", "θ"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("pi", "π"), ("rho", "ρ"),
    ("sigma", "σ"), ("tau", "τ"), ("phi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"), ("Omega", "Ω"), ("Delta", "Δ"), ("Gamma", "Γ"),
    ("degree", "°"), ("quad", " "),
];

/// What a formula shows, without the marks around it.
pub(super) fn shown(tex: &str) -> Option<String> {
    if tex.len() > LONGEST {
        return None;
    }
    let mut shown = String::with_capacity(tex.len());
    let mut rest = tex.trim();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                let (name, behind) = rest.split_at(letters);
                if letters == 0 {
                    let sign = rest.chars().next()?;
                    rest = &rest[sign.len_utf8()..];
                    match sign {
                        ',' | ';' | ':' | ' ' => shown.push(' '),
                        '!' => {}
                        '%' | '$' | '&' | '#' => shown.push(sign),
                        _ => return None,
                    }
                    continue;
                }
                rest = behind.trim_start();
                if matches!(name, "mathrm" | "text" | "textrm" | "mathit" | "mathbf" | "operatorname") {
                    let (words, behind) = rest.strip_prefix('{')?.split_once('}')?;
                    if words.contains(['\\', '{', '$', '_', '^']) {
                        return None;
                    }
                    shown.push_str(words);
                    rest = behind;
                    continue;
                }
                shown.push_str(SIGNS.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign)?);
            }
            '^' => {
                let raised = if let Some(behind) = rest.strip_prefix("\\circ") {
                    rest = behind;
                    shown.push('°');
                    continue;
                } else if let Some(inner) = rest.strip_prefix('{') {
                    let (raised, behind) = inner.split_once('}')?;
                    rest = behind;
                    raised
                } else {
                    let (raised, behind) = rest.split_at(rest.chars().next()?.len_utf8());
                    rest = behind;
                    raised
                };
                match raised.trim() {
                    "\\circ" => shown.push('°'),
                    raised => shown.push_str(&raised.chars().map(superscript).collect::<Option<String>>()?),
                }
            }
            '\n' | '~' => shown.push(' '),
            '{' | '}' | '_' | '$' | '&' | '#' => return None,
            '-' => shown.push('-'),
            c => shown.push(c),
        }
    }
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    (!shown.is_empty()).then_some(shown)
}

fn superscript(c: char) -> Option<char> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    match c {
        '-' => Some('⁻'),
        '+' => Some('⁺'),
        'n' => Some('ⁿ'),
        'i' => Some('ⁱ'),
        c => c.to_digit(10).and_then(|digit| RAISED.get(digit as usize)).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_formulas_are_shown_as_they_are_read() {
        for (tex, expected) in [
            ("1\\times 1", "1 × 1"),
            ("9.8 \\times 10^{-3}\\,\\Omega", "9.8 × 10⁻³ Ω"),
            ("E = mc^2", "E = mc²"),
            ("45^\\circ", "45°"),
            ("45^{\\circ}\\mathrm{C}", "45°C"),
            ("5\\%", "5%"),
            ("x \\leq 3", "x ≤ 3"),
        ] {
            assert_eq!(shown(tex).as_deref(), Some(expected), "{tex}");
        }
        for tex in ["x_i", "\\frac{1}{2}", "\\mathbb{R}", "x^{2+k}", "", "\\", "^", "{x}", "x^", "\\mathrm{"]
        {
            assert_eq!(shown(tex), None, "{tex}");
        }
        assert_eq!(shown(&"x".repeat(LONGEST + 1)), None);
    }
}
