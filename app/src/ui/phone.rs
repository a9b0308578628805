//! A telephone number as a link that calls it.

/// `tel:` and the digits of a number.
#[must_use]
pub fn call(number: &str) -> String {
    let digits = number
        .chars()
        .filter(|sign| sign.is_ascii_digit() || *sign == '+');
    format!("tel:{}", digits.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_calls_the_digits_of_a_number() {
        assert_eq!(call("8-800-2000-122"), "tel:88002000122");
        assert_eq!(call("+7 (3952) 11-22"), "tel:+739521122");
    }
}
