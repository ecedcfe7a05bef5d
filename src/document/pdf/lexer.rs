//! The tokens of PDF: of files, of content streams, of character maps.
//!
//! Nothing here fails: what is no token is passed over, and what ends too early ends there.

/// A token. Names and strings are decoded.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'b> {
    Integer(i64),
    Real(f64),
    Name(Vec<u8>),
    String(Vec<u8>),
    ArrayStart,
    ArrayEnd,
    DictStart,
    DictEnd,
    /// An operator, or a word such as `obj` and `true`.
    Word(&'b [u8]),
}

/// Reads tokens from bytes, one after the other.
#[derive(Clone)]
pub(super) struct Lexer<'b> {
    bytes: &'b [u8],
    pub(super) at: usize,
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'b> Lexer<'b> {
    pub(super) fn new(bytes: &'b [u8], at: usize) -> Lexer<'b> {
        Lexer { bytes, at: at.min(bytes.len()) }
    }

    pub(super) fn bytes(&self) -> &'b [u8] {
        self.bytes
    }

    pub(super) fn rest(&self) -> &'b [u8] {
        &self.bytes[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over blanks and comments.
    pub(super) fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let end = memchr::memchr2(b'\n', b'\r', self.rest()).unwrap_or(self.rest().len());
                self.at += end;
            } else if is_blank(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// The next token; `None` at the end.
    pub(super) fn next(&mut self) -> Option<Token<'b>> {
        loop {
            self.skip_blanks();
            let byte = self.peek()?;
            let next = self.bytes.get(self.at + 1).copied();
            let token = match (byte, next) {
                (b'<', Some(b'<')) => self.take(2, Token::DictStart),
                (b'>', Some(b'>')) => self.take(2, Token::DictEnd),
                (b'<', _) => self.hex_string(),
                (b'(', _) => self.string(),
                (b'/', _) => self.name(),
                (b'[', _) => self.take(1, Token::ArrayStart),
                (b']', _) => self.take(1, Token::ArrayEnd),
                (b'{' | b'}' | b')' | b'>', _) => {
                    self.at += 1;
                    continue;
                }
                _ => self.word(),
            };
            return Some(token);
        }
    }

    fn take(&mut self, bytes: usize, token: Token<'b>) -> Token<'b> {
        self.at += bytes;
        token
    }

    fn regular(&mut self) -> &'b [u8] {
        let rest = self.rest();
        let end = rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn word(&mut self) -> Token<'b> {
        let word = self.regular();
        match number(word) {
            Some(token) => token,
            None => Token::Word(word),
        }
    }

    fn name(&mut self) -> Token<'b> {
        self.at += 1;
        let word = self.regular();
        let mut name = Vec::with_capacity(word.len());
        let mut bytes = word.iter().copied();
        while let Some(byte) = bytes.next() {
            let escaped = (byte == b'#').then(|| {
                let mut ahead = bytes.clone();
                Some((digit(ahead.next())?, digit(ahead.next())?))
            });
            match escaped.flatten() {
                Some((high, low)) => {
                    bytes.nth(1);
                    name.push(high << 4 | low);
                }
                None => name.push(byte),
            }
        }
        Token::Name(name)
    }

    fn hex_string(&mut self) -> Token<'b> {
        self.at += 1;
        let rest = self.rest();
        let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at += (end + 1).min(rest.len());
        Token::String(hex(&rest[..end]))
    }

    fn string(&mut self) -> Token<'b> {
        self.at += 1;
        let mut string = Vec::new();
        let mut depth = 0usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                b'\\' => {
                    self.escape(&mut string);
                    continue;
                }
                b'\r' => {
                    self.at += usize::from(self.peek() == Some(b'\n'));
                    string.push(b'\n');
                    continue;
                }
                _ => {}
            }
            string.push(byte);
        }
        Token::String(string)
    }

    fn escape(&mut self, string: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => string.push(b'\n'),
            b'r' => string.push(b'\r'),
            b't' => string.push(b'\t'),
            b'b' => string.push(8),
            b'f' => string.push(12),
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                string.push(code as u8);
            }
            byte => string.push(byte),
        }
    }
}

fn digit(byte: Option<u8>) -> Option<u8> {
    char::from(byte?).to_digit(16).map(|digit| digit as u8)
}

/// Bytes written in hexadecimal digits; a digit without another has a zero behind it.
pub(super) fn hex(digits: &[u8]) -> Vec<u8> {
    let mut digits = digits.iter().filter_map(|byte| digit(Some(*byte)));
    let mut bytes = Vec::new();
    while let Some(high) = digits.next() {
        bytes.push(high << 4 | digits.next().unwrap_or(0));
    }
    bytes
}

/// A number as PDF writes it, and as some programs do: `--5`, `12-3`, `.5`, `4.`.
fn number(word: &[u8]) -> Option<Token<'static>> {
    let signs = word.iter().take_while(|byte| matches!(byte, b'+' | b'-')).count();
    let digits = &word[signs..];
    if !digits.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.') {
        return None;
    }
    let negative = word[..signs].contains(&b'-');
    let (mut whole, mut fraction, mut scale, mut real) = (0i64, 0f64, 1f64, false);
    let mut float = 0f64;
    for byte in digits {
        match byte {
            b'0'..=b'9' if real => {
                scale /= 10.0;
                fraction += f64::from(byte - b'0') * scale;
            }
            b'0'..=b'9' => {
                whole = whole.saturating_mul(10).saturating_add(i64::from(byte - b'0'));
                float = float * 10.0 + f64::from(byte - b'0');
            }
            b'.' if !real => real = true,
            b'-' => break,
            _ => return None,
        }
    }
    let sign = if negative { -1.0 } else { 1.0 };
    Some(match real {
        true => Token::Real((float + fraction) * sign),
        false => Token::Integer(if negative { -whole } else { whole }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_all_kinds() {
        let source =
            b"/A#20b 12 -.5 +3 --4 (a(b)\\)\\101\\\n) <48 656> [true] << >> % note\nBT 4.-3 \\)(open";
        let mut lexer = Lexer::new(source, 0);
        let tokens: Vec<Token<'_>> = std::iter::from_fn(|| lexer.next()).collect();
        assert_eq!(
            tokens,
            [
                Token::Name(b"A b".to_vec()),
                Token::Integer(12),
                Token::Real(-0.5),
                Token::Integer(3),
                Token::Integer(-4),
                Token::String(b"a(b))A".to_vec()),
                Token::String(vec![0x48, 0x65, 0x60]),
                Token::ArrayStart,
                Token::Word(b"true"),
                Token::ArrayEnd,
                Token::DictStart,
                Token::DictEnd,
                Token::Word(b"BT"),
                Token::Real(4.0),
                Token::Word(b"\\"),
                Token::String(b"open".to_vec()),
            ]
        );
    }
}
