//! Settings without control characters, which an escape such as `\\u0000` can stand for.
//!
//! In: the parsed file. Out: the same values, and the keys of those that were changed.

use toml::{Table, Value};

use crate::source::hidden::{is_removed, without_removed};

/// Removes control characters and bidirectional controls from all strings of a table. Returns the
/// names of the top-level keys that contain any.
pub(super) fn clean(table: &mut Table) -> Vec<String> {
    let mut keys = Vec::new();

    for (key, value) in table.iter_mut() {
        if clean_value(value) {
            keys.push(without_removed(key));
        }
    }
    keys
}

/// Cleans a value, and the keys of a table, which are strings as well. Returns whether anything was
/// changed. The parser bounds the nesting.
fn clean_value(value: &mut Value) -> bool {
    match value {
        Value::String(text) => {
            let is_changed = text.contains(is_removed);
            if is_changed {
                *text = without_removed(text);
            }
            is_changed
        }
        Value::Array(items) => clean_all(items.iter_mut()),
        Value::Table(table) => {
            let has_changed_key = clean_keys(table);
            let has_changed_value = clean_all(table.iter_mut().map(|(_, value)| value));
            has_changed_key || has_changed_value
        }
        _ => false,
    }
}

/// Cleans all values. Returns whether any was changed.
fn clean_all<'a>(values: impl Iterator<Item = &'a mut Value>) -> bool {
    let mut is_changed = false;
    for value in values {
        is_changed |= clean_value(value);
    }

    is_changed
}

/// Cleans the keys of a table. Returns whether any was changed.
fn clean_keys(table: &mut Table) -> bool {
    if !table.keys().any(|key| key.contains(is_removed)) {
        return false;
    }

    let entries = std::mem::take(table).into_iter();
    *table = entries
        .map(|(key, value)| (without_removed(&key), value))
        .collect();
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_keys_at_any_depth_are_cleaned() {
        let text =
            "a = \"x\\u0000y\"\nb = [\"\\u202e\", \"z\"]\nc = 1\n[d]\n\"k\\u001b\" = \"v\"\n";
        let mut table: Table = text.parse().unwrap();

        assert_eq!(clean(&mut table), ["a", "b", "d"]);
        let expect: Table = "a = \"xy\"\nb = [\"\", \"z\"]\nc = 1\n[d]\nk = \"v\"\n"
            .parse()
            .unwrap();
        assert_eq!(table, expect);
        assert!(clean(&mut table).is_empty());
    }
}
