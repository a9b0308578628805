//! The only `<textarea>` of the product.
//!
//! Leptos 0.8 writes a textarea's dynamic children without escaping them, so a stored
//! `</textarea><script>` would run; and the parser of HTML eats one line end after the tag. Both
//! are seen to here.

use leptos::prelude::*;

/// What a text area is besides its text.
#[derive(Clone, Debug, Default)]
pub struct TextArea {
    pub id: String,
    pub name: String,
    pub class: &'static str,
    pub invalid: bool,
    /// The id of what describes it.
    pub described: Option<String>,
    /// The form it belongs to, when it does not stand in it.
    pub form: Option<String>,
    pub label: Option<&'static str>,
    /// Whether the browser is to ask for a text before it sends the form.
    pub required: bool,
    /// Characters at most, where the browser is to hold it.
    pub max: Option<usize>,
}

/// A text area with its text, as high as the text needs within reason.
pub fn text_area(area: TextArea, text: &str) -> impl IntoView + use<> {
    let least = if area.class.contains("brief") { 1 } else { 2 };
    let rows = lines(text).max(least).to_string();
    let content = format!("\n{}", escape(text));
    view! {
        <textarea id=area.id name=area.name class=area.class rows=rows form=area.form aria-label=area.label required=area.required
            maxlength=area.max.map(|max| max.to_string()) aria-invalid=area.invalid.then_some("true") aria-describedby=area.described inner_html=content></textarea>
    }
}

/// Enough lines for the text, within reason.
fn lines(text: &str) -> usize {
    let needed: usize = text.lines().map(|line| line.chars().count() / 60 + 1).sum();
    needed.min(24)
}

/// A text as the content of `<textarea>` or `<title>`.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_leave_its_text_area() {
        let html = text_area(
            TextArea::default(),
            "\n</textarea><script>alert(1)</script>&lt;",
        )
        .to_html();
        assert!(
            html.contains(
                ">\n\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;</textarea>"
            ),
            "{html}"
        );
    }
}
