//! Rust sources as tokens: comments are gone, strings are strings, tests can be left out.

use std::iter::Peekable;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::tree;

/// A source file.
pub struct Source {
    /// Relative to the top.
    pub name: String,
    tokens: Vec<TokenTree>,
}

/// A path somewhere in a source, `use` groups written out: `use std::{fs, io}` gives `std::fs` and `std::io`.
pub struct Mention {
    pub path: String,
    pub line: usize,
}

/// Every Rust file of the repository, tests and all.
pub fn everything() -> Vec<Source> {
    tree::files()
        .iter()
        .filter(|file| file.name.ends_with(".rs"))
        .map(parse)
        .collect()
}

/// What a package is when it is not tested: its `src` without `#[cfg(test)]`.
pub fn production(package: &tree::Package) -> Vec<Source> {
    let src = format!("{}/src/", package.folder);
    let mut test_modules = Vec::new();
    let mut sources: Vec<Source> = tree::files()
        .iter()
        .filter(|file| file.name.starts_with(&src) && file.name.ends_with(".rs"))
        .map(|file| {
            let Source { name, tokens } = parse(file);
            let mut modules = Vec::new();
            let tokens = without_tests(tokens, &mut modules);
            test_modules.extend(
                modules
                    .iter()
                    .map(|module| format!("{}/{module}", beneath(&name))),
            );
            Source { name, tokens }
        })
        .collect();
    sources.retain(|source| {
        !test_modules.iter().any(|module| {
            source
                .name
                .strip_prefix(module.as_str())
                .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        })
    });
    assert!(!sources.is_empty(), "{} has no sources", package.name);
    sources
}

/// The folder in which a file's modules lie.
fn beneath(name: &str) -> String {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    match file {
        "lib.rs" | "main.rs" | "mod.rs" => folder.to_owned(),
        _ => format!("{folder}/{}", file.trim_end_matches(".rs")),
    }
}

fn parse(file: &tree::Text) -> Source {
    let tokens: TokenStream = file
        .text
        .parse()
        .unwrap_or_else(|error| panic!("{} is no Rust: {error}", file.name));
    Source {
        name: file.name.clone(),
        tokens: tokens.into_iter().collect(),
    }
}

impl Source {
    /// Every path, in order.
    pub fn mentions(&self) -> Vec<Mention> {
        let mut found = Vec::new();
        collect_mentions(&self.tokens, "", &mut found);
        found
    }

    /// Every string, without its quotes.
    pub fn strings(&self) -> Vec<String> {
        let mut found = Vec::new();
        visit(&self.tokens, &mut |tokens| {
            found.extend(tokens.iter().filter_map(|token| match token {
                TokenTree::Literal(literal) => {
                    let literal = literal.to_string();
                    let (start, end) = (literal.find('"')?, literal.rfind('"')?);
                    literal.get(start + 1..end).map(str::to_owned)
                }
                _ => None,
            }));
        });
        found
    }

    /// Runs of tokens (`Mutex < Option`), as `file:line`.
    pub fn runs(&self, run: &[&str]) -> Vec<String> {
        self.find_runs(|tokens| {
            tokens.len() >= run.len()
                && run
                    .iter()
                    .zip(tokens)
                    .all(|(word, token)| token.to_string() == *word)
        })
    }

    /// What is declared: `(keyword, name)` for types, traits and modules.
    pub fn declared(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        visit(&self.tokens, &mut |tokens| {
            for pair in tokens.windows(2) {
                if let [TokenTree::Ident(keyword), TokenTree::Ident(name)] = pair
                    && ["struct", "enum", "trait", "type", "union", "mod"]
                        .contains(&keyword.to_string().as_str())
                {
                    found.push((keyword.to_string(), name.to_string()));
                }
            }
        });
        found
    }

    /// Statics whose type can change behind the reader's back.
    pub fn globals(&self) -> Vec<String> {
        const CHANGING: [&str; 8] = [
            "Mutex", "RwLock", "OnceLock", "LazyLock", "OnceCell", "LazyCell", "RefCell", "Cell",
        ];
        let mut found = self.runs(&["thread_local", "!"]);
        found.extend(self.find_runs(|tokens| {
            let [TokenTree::Ident(keyword), rest @ ..] = tokens else {
                return false;
            };
            keyword == "static"
                && rest
                    .iter()
                    .take_while(|token| token.to_string() != "=")
                    .any(|token| {
                        let word = token.to_string();
                        word == "mut"
                            || CHANGING.contains(&word.as_str())
                            || word.starts_with("Atomic")
                    })
        }));
        found
    }

    fn find_runs(&self, matches: impl Fn(&[TokenTree]) -> bool) -> Vec<String> {
        let mut found = Vec::new();
        visit(&self.tokens, &mut |tokens| {
            found.extend(
                (0..tokens.len())
                    .filter(|&start| matches(&tokens[start..]))
                    .map(|start| format!("{}:{}", self.name, tokens[start].span().start().line)),
            );
        });
        found
    }
}

impl Mention {
    /// Whether the path names `item` (`std::fs`, `Utc::now`) or something in it.
    pub fn names(&self, item: &str) -> bool {
        if let Some(all_of) = self.path.strip_suffix("::*")
            && item
                .strip_prefix(all_of)
                .is_some_and(|rest| rest.starts_with("::"))
        {
            return true;
        }
        format!("::{}::", self.path).contains(&format!("::{item}::"))
    }
}

fn visit(tokens: &[TokenTree], look: &mut impl FnMut(&[TokenTree])) {
    look(tokens);
    for token in tokens {
        if let TokenTree::Group(group) = token {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            visit(&inner, look);
        }
    }
}

fn collect_mentions(tokens: &[TokenTree], prefix: &str, found: &mut Vec<Mention>) {
    let mut rest = tokens.iter().peekable();
    while let Some(token) = rest.next() {
        match token {
            TokenTree::Group(group) => collect_in(group, "", found),
            TokenTree::Ident(first) => {
                let line = first.span().start().line;
                let mut path = if prefix.is_empty() {
                    first.to_string()
                } else {
                    format!("{prefix}::{first}")
                };
                while follows(&mut rest, ':') {
                    rest.next();
                    rest.next_if(|token| is(token, ':'));
                    match rest.peek() {
                        Some(TokenTree::Ident(next)) => path = format!("{path}::{next}"),
                        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                            collect_in(group, &path, found);
                        }
                        Some(token) if is(token, '*') => path.push_str("::*"),
                        _ => break,
                    }
                    rest.next();
                }
                found.push(Mention { path, line });
            }
            _ => {}
        }
    }
}

fn collect_in(group: &Group, prefix: &str, found: &mut Vec<Mention>) {
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    collect_mentions(&inner, prefix, found);
}

/// `::` comes next; a single `:` is something else.
fn follows<'a>(rest: &mut Peekable<impl Iterator<Item = &'a TokenTree>>, sign: char) -> bool {
    rest.peek().is_some_and(|token| match token {
        TokenTree::Punct(punct) => {
            punct.as_char() == sign && punct.spacing() == proc_macro2::Spacing::Joint
        }
        _ => false,
    })
}

fn is(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

/// Leaves out items under `#[cfg(test)]`. Modules with a file of their own are named in `modules`.
fn without_tests(tokens: Vec<TokenTree>, modules: &mut Vec<String>) -> Vec<TokenTree> {
    let mut kept = Vec::new();
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        if is(&token, '#') {
            let inner = rest.next_if(|token| is(token, '!'));
            if rest.peek().is_some_and(is_test_condition) {
                if inner.is_some() {
                    return Vec::new();
                }
                rest.next();
                skip_item(&mut rest, modules);
                continue;
            }
            kept.push(token);
            kept.extend(inner);
        } else if let TokenTree::Group(group) = &token {
            let stream = without_tests(group.stream().into_iter().collect(), modules);
            let mut smaller = Group::new(group.delimiter(), stream.into_iter().collect());
            smaller.set_span(group.span());
            kept.push(TokenTree::Group(smaller));
        } else {
            kept.push(token);
        }
    }
    kept
}

fn is_test_condition(token: &TokenTree) -> bool {
    let condition: String = token.to_string().split_whitespace().collect();
    condition.starts_with("[cfg(test)") || condition.starts_with("[cfg(all(test,")
}

fn skip_item(rest: &mut Peekable<impl Iterator<Item = TokenTree>>, modules: &mut Vec<String>) {
    let mut words = Vec::new();
    while let Some(token) = rest.next() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                rest.next_if(|token| is(token, ';'));
                return;
            }
            TokenTree::Ident(word) => words.push(word.to_string()),
            token if is(&token, ';') => {
                if let Some(place) = words.iter().position(|word| word == "mod") {
                    modules.extend(words.get(place + 1).cloned());
                }
                return;
            }
            _ => {}
        }
    }
}

#[test]
fn a_source_is_read_as_meant() {
    let source = parse(&tree::Text {
        name: "room/src/lib.rs".into(),
        text: r##"
            // std::fs in a comment
            use std::{fs::{self, File}, io, time::*};
            use tokio::sync;
            #[cfg(test)] mod tests;
            #[cfg(test)] #[allow(dead_code)] mod more { use std::net::TcpStream; }
            #[cfg(test)] use std::{thread, env};
            fn f() { let s = "std::process"; chrono::Utc::now(); let t: Mutex<Option<u8>> = g::<std::net::IpAddr>(); }
            static COUNT: AtomicU64 = AtomicU64::new(0);
            static FINE: &[u8] = &[1];
        "##
        .into(),
    });
    let mut modules = Vec::new();
    let source = Source {
        name: source.name,
        tokens: without_tests(source.tokens, &mut modules),
    };
    assert_eq!(modules, ["tests"]);
    let named = |item: &str| source.mentions().iter().any(|mention| mention.names(item));
    for item in [
        "std::fs",
        "std::fs::File",
        "std::io",
        "std::time::Instant",
        "Utc::now",
        "std::net",
        "tokio",
    ] {
        assert!(named(item), "{item} was overlooked");
    }
    for item in [
        "std::thread",
        "std::env",
        "std::process",
        "std::net::TcpStream",
        "fs::self::File",
    ] {
        assert!(!named(item), "{item} is not there");
    }
    assert_eq!(source.strings(), ["std::process"]);
    assert_eq!(
        source.runs(&["Mutex", "<", "Option", "<"]),
        ["room/src/lib.rs:8"]
    );
    assert_eq!(source.globals(), ["room/src/lib.rs:9"]);
    assert_eq!(beneath("a/src/lib.rs"), "a/src");
    assert_eq!(beneath("a/src/b.rs"), "a/src/b");
}
