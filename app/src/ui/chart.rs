//! Charts as inline SVG with a title in words; a table stands beside each.

use leptos::prelude::*;

/// A ring for what has a natural whole.
pub fn ring(done: u32, of: u32, label: String) -> impl IntoView {
    let share = 94.2 * f64::from(done) / f64::from(of.max(1));
    view! {
        <svg class="ring" viewBox="0 0 36 36" role="img" aria-label=label>
            <circle class="track" cx="18" cy="18" r="15" fill="none"></circle>
            {(done > 0).then(|| view! {
                <circle class="value" cx="18" cy="18" r="15" fill="none" stroke-dasharray=format!("{share:.1} 94.2") transform="rotate(-90 18 18)"></circle>
            })}
            {(done >= of && of > 0).then(|| view! { <path class="tick" d="M12.5 18.5l4 4 7.5-8.5" fill="none"></path> })}
        </svg>
    }
}

/// One point of a series: days since the series began, and a value from 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub day: f64,
    pub value: f64,
}

/// A series from 1 to 5 over `days` days. Where more than `gap` days lie between two points the
/// line is broken: what is missing is seen.
pub fn band(
    points: &[Point],
    days: f64,
    gap: f64,
    label: String,
    ends: (String, String),
) -> impl IntoView {
    let x = move |day: f64| 34.0 + 510.0 * day / days.max(1.0);
    let y = |value: f64| 150.0 - 32.0 * (value - 1.0);
    let grid = (1..=5)
        .map(|value| {
            let at = y(f64::from(value));
            view! {
                <path class="grid" d=format!("M34 {at:.0}H554")></path>
                <text x="24" y=format!("{:.0}", at + 5.0) text-anchor="end">{value}</text>
            }
        })
        .collect_view();
    let mut line = String::new();
    let mut previous: Option<f64> = None;
    for point in points {
        let pen = if previous.is_some_and(|day| point.day - day <= gap) {
            'L'
        } else {
            'M'
        };
        line.push_str(&format!("{pen}{:.1} {:.1}", x(point.day), y(point.value)));
        previous = Some(point.day);
    }
    let dots = points.iter().map(|point| view! { <circle class="dot" cx=format!("{:.1}", x(point.day)) cy=format!("{:.1}", y(point.value)) r="4"></circle> }).collect_view();
    view! {
        <svg class="band" viewBox="0 0 570 190" role="img" aria-label=label>
            {grid}
            <path class="line" d=line></path>
            {dots}
            <text x="34" y="182">{ends.0}</text>
            <text x="554" y="182" text-anchor="end">{ends.1}</text>
        </svg>
    }
}

/// A series from 1 to 5 the size of a word.
pub fn spark(values: &[f64], label: String) -> impl IntoView {
    let step = 84.0 / values.len().saturating_sub(1).max(1) as f64;
    let at = |(index, value): (usize, &f64)| (2.0 + index as f64 * step, 22.0 - 4.0 * value);
    let line: String = values
        .iter()
        .enumerate()
        .map(|point| {
            let (x, y) = at(point);
            format!("{}{x:.1} {y:.1}", if point.0 == 0 { 'M' } else { 'L' })
        })
        .collect();
    let last = values.iter().enumerate().next_back().map(at);
    view! {
        <svg class="spark" viewBox="0 0 88 24" role="img" aria-label=label>
            <path class="line" d=line></path>
            {last.map(|(x, y)| view! { <circle class="dot" cx=format!("{x:.1}") cy=format!("{y:.1}") r="2.5"></circle> })}
        </svg>
    }
}
