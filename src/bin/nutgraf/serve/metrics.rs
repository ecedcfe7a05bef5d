//! What the server counts of itself, in the text format of Prometheus.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The upper ends of the classes that the time of a request falls into, in milliseconds. Chosen: an audit of 10 KB takes about 4.
const CLASSES: [u64; 8] = [1, 2, 5, 10, 50, 200, 1_000, 5_000];

#[derive(Debug, Default)]
pub(super) struct Metrics {
    /// By the hundreds of their status, 2 to 5.
    answers: [AtomicU64; 4],
    /// How many took at most so long as their class, and all at the end.
    times: [AtomicU64; CLASSES.len() + 1],
    microseconds: AtomicU64,
    received: AtomicU64,
    sent: AtomicU64,
    refused: AtomicU64,
}

impl Metrics {
    pub(super) fn add(&self, status: u16, time: Duration, received: usize, sent: usize) {
        let add = |counter: &AtomicU64, count: u64| {
            counter.fetch_add(count, Ordering::Relaxed);
        };
        add(&self.answers[usize::from(status / 100).clamp(2, 5) - 2], 1);
        let class = CLASSES.iter().position(|most| time <= Duration::from_millis(*most));
        add(&self.times[class.unwrap_or(CLASSES.len())], 1);
        add(&self.microseconds, time.as_micros() as u64);
        add(&self.received, received as u64);
        add(&self.sent, sent as u64);
    }

    /// Counts a connection that there was no room for.
    pub(super) fn refuse(&self) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn text(&self, connections: usize, active: usize) -> String {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let mut out = String::new();
        let head = |out: &mut String, name: &str, kind: &str, help: &str| {
            let _ = writeln!(out, "# HELP nutgraf_{name} {help}\n# TYPE nutgraf_{name} {kind}");
        };
        head(&mut out, "requests_total", "counter", "Requests answered, by class of status.");
        for (class, counter) in (2..).zip(&self.answers) {
            let _ = writeln!(out, "nutgraf_requests_total{{status=\"{class}xx\"}} {}", read(counter));
        }
        head(&mut out, "request_seconds", "histogram", "Time from the last byte of a request to its answer.");
        let mut sum = 0;
        for (most, counter) in CLASSES.iter().zip(&self.times) {
            sum += read(counter);
            let seconds = *most as f64 / 1_000.0;
            let _ = writeln!(out, "nutgraf_request_seconds_bucket{{le=\"{seconds}\"}} {sum}");
        }
        sum += read(&self.times[CLASSES.len()]);
        let seconds = read(&self.microseconds) as f64 / 1e6;
        let _ = writeln!(out, "nutgraf_request_seconds_bucket{{le=\"+Inf\"}} {sum}");
        let _ = writeln!(out, "nutgraf_request_seconds_sum {seconds}\nnutgraf_request_seconds_count {sum}");
        for (name, kind, value, help) in [
            ("received_bytes_total", "counter", read(&self.received), "Bytes of bodies received."),
            ("sent_bytes_total", "counter", read(&self.sent), "Bytes of bodies sent."),
            (
                "refused_connections_total",
                "counter",
                read(&self.refused),
                "Connections over --max-connections.",
            ),
            ("connections", "gauge", connections as u64, "Connections that are open."),
            ("active_requests", "gauge", active as u64, "Requests that are being read or answered."),
        ] {
            head(&mut out, name, kind, help);
            let _ = writeln!(out, "nutgraf_{name} {value}");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_add_up() {
        let metrics = Metrics::default();
        for (status, milliseconds) in [(200, 1), (200, 3), (404, 7_000)] {
            metrics.add(status, Duration::from_millis(milliseconds), 10, 5);
        }
        let text = metrics.text(2, 1);
        for line in [
            "nutgraf_requests_total{status=\"2xx\"} 2",
            "nutgraf_requests_total{status=\"4xx\"} 1",
            "nutgraf_request_seconds_bucket{le=\"0.001\"} 1",
            "nutgraf_request_seconds_bucket{le=\"0.005\"} 2",
            "nutgraf_request_seconds_bucket{le=\"5\"} 2",
            "nutgraf_request_seconds_bucket{le=\"+Inf\"} 3",
            "nutgraf_request_seconds_count 3",
            "nutgraf_received_bytes_total 30",
            "nutgraf_connections 2",
        ] {
            assert!(text.lines().any(|known| known == line), "{line}\n{text}");
        }
    }
}
