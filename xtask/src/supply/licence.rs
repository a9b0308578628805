//! Licence expressions as crates write them: `MIT OR Apache-2.0`, `(A OR B) AND C`, and `A/B` of
//! older crates.

/// Whether an expression can be kept by somebody who accepts only what `accepts` does. What cannot
/// be read is accepted by nobody.
pub fn is_met(expression: &str, accepts: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let met = any(&mut rest, accepts);
    met == Some(true) && rest.is_empty()
}

fn any(rest: &mut &[&str], accepts: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut met = all(rest, accepts)?;
    while take(rest, "OR") {
        met |= all(rest, accepts)?;
    }
    Some(met)
}

fn all(rest: &mut &[&str], accepts: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut met = one(rest, accepts)?;
    while take(rest, "AND") {
        met &= one(rest, accepts)?;
    }
    Some(met)
}

fn one(rest: &mut &[&str], accepts: &dyn Fn(&str) -> bool) -> Option<bool> {
    if take(rest, "(") {
        let met = any(rest, accepts)?;
        return take(rest, ")").then_some(met);
    }
    let (name, after) = rest.split_first()?;
    *rest = after;
    if matches!(*name, "AND" | "OR" | "WITH" | ")") {
        return None;
    }
    if take(rest, "WITH") {
        let (exception, after) = rest.split_first()?;
        *rest = after;
        return Some(accepts(&format!("{name} WITH {exception}")));
    }
    Some(accepts(name))
}

fn take(rest: &mut &[&str], word: &str) -> bool {
    match rest.split_first() {
        Some((first, after)) if *first == word => {
            *rest = after;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
