//! The paths that a module mentions, found among its tokens.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, ImplItem, Item, Type};

/// A path as it is written, `use` trees taken apart.
pub(crate) struct Mention {
    pub(crate) segments: Vec<String>,
    pub(crate) line: usize,
}

/// What one module says of others.
#[derive(Default)]
pub(crate) struct Scanned {
    pub(crate) mentions: Vec<Mention>,
    /// Names that `use` brings in, and their paths.
    pub(crate) imports: Vec<(String, Vec<String>)>,
    /// The paths before `::*`.
    pub(crate) globs: Vec<Vec<String>>,
    /// The macros that are defined here.
    pub(crate) macros: Vec<String>,
    /// The calls `.name(…)`, with their lines.
    pub(crate) calls: Vec<(String, usize)>,
    /// The functions that an `impl` without a trait gives to a type: the path of the type, and their names.
    pub(crate) methods: Vec<(Vec<String>, String)>,
    /// The words of the macros that stand among the items, defined or called.
    pub(crate) made: BTreeSet<String>,
}

pub(crate) fn scan(items: &[Item]) -> Scanned {
    let mut scanned = Scanned::default();
    for item in items {
        match item {
            // Read as a module of its own.
            Item::Mod(_) => {}
            Item::Macro(call) => {
                words(call.mac.tokens.clone(), &mut scanned.made);
                scanned.tokens(call.to_token_stream());
            }
            item => {
                scanned.methods.extend(methods(item));
                scanned.tokens(item.to_token_stream());
            }
        }
    }
    scanned
}

fn methods(item: &Item) -> Vec<(Vec<String>, String)> {
    let Item::Impl(item) = item else { return Vec::new() };
    let (Type::Path(of), None) = (&*item.self_ty, &item.trait_) else { return Vec::new() };
    let of: Vec<String> = of.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let name = |part: &ImplItem| match part {
        ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
        _ => None,
    };
    item.items.iter().filter_map(name).map(|name| (of.clone(), name)).collect()
}

fn words(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                found.insert(ident.to_string());
            }
            TokenTree::Group(group) => words(group.stream(), found),
            _ => {}
        }
    }
}

/// The name that an item gives to something in its module.
pub(crate) fn defined_name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// Whether an item exists in tests only.
pub(crate) fn is_test(item: &Item) -> bool {
    attributes(item).iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.meta.to_token_stream().to_string().replace(' ', "") == "cfg(test)"
    })
}

/// The attributes of an item.
pub(crate) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

impl Scanned {
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at = match &tokens[at] {
                TokenTree::Group(group) => {
                    self.tokens(group.stream());
                    at + 1
                }
                TokenTree::Ident(ident) if ident == "use" => self.tree(&tokens, at + 1, Vec::new()),
                TokenTree::Ident(_) => self.path(&tokens, at),
                _ => at + 1,
            };
        }
    }

    /// A path in an expression, a type or a macro; gives the place behind it.
    fn path(&mut self, tokens: &[TokenTree], start: usize) -> usize {
        let mut segments = Vec::new();
        let mut at = start;
        while let Some(TokenTree::Ident(ident)) = tokens.get(at) {
            segments.push(ident.to_string());
            at += 1;
            if !is_path_separator(tokens, at) {
                break;
            }
            at += 2;
        }
        let line = tokens[start].span().start().line;
        let follows = |text: &str| start.checked_sub(1).is_some_and(|before| is_punct(&tokens[before], text));
        let is_field = follows(".");
        if is_field && segments.len() == 1 && is_parenthesis(tokens.get(at)) {
            self.calls.push((segments[0].clone(), line));
        }
        if segments[0] == "macro_rules" {
            if let Some(TokenTree::Ident(name)) = tokens.get(at + 1) {
                self.macros.push(name.to_string());
            }
        } else if segments.len() > 1 && !is_field && !follows(":") {
            self.mentions.push(Mention { segments, line });
        } else if segments.len() == 1 && is_macro_call(tokens, at) {
            self.mentions.push(Mention { segments: vec![format!("{}!", segments[0])], line });
        }
        at
    }

    /// A tree of `use`; gives the place behind it.
    fn tree(&mut self, tokens: &[TokenTree], start: usize, before: Vec<String>) -> usize {
        let mut path = before.clone();
        let mut at = start;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Ident(ident) if ident == "as" => {
                    let name = tokens.get(at + 1).map_or_else(String::new, ToString::to_string);
                    self.leaf(path, name, tokens[at].span().start().line);
                    return at + 2;
                }
                TokenTree::Ident(ident) => path.push(ident.to_string()),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    let mut within = 0;
                    while within < inner.len() {
                        within = self.tree(&inner, within, path.clone()) + 1;
                    }
                    return at + 1;
                }
                token if is_punct(token, "*") => {
                    let line = token.span().start().line;
                    self.mentions.push(Mention { segments: path.clone(), line });
                    self.globs.push(path);
                    return at + 1;
                }
                token if is_punct(token, ",") || is_punct(token, ";") => break,
                _ => {}
            }
            at += 1;
        }
        if path.len() > before.len() {
            let name = match path.last().map(String::as_str) {
                Some("self") => before.last().cloned().unwrap_or_default(),
                Some(name) => name.to_owned(),
                None => String::new(),
            };
            if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
                path.pop();
            }
            self.leaf(path, name, tokens[at - 1].span().start().line);
        }
        at
    }

    fn leaf(&mut self, segments: Vec<String>, name: String, line: usize) {
        if name != "_" {
            self.imports.push((name, segments.clone()));
        }
        self.mentions.push(Mention { segments, line });
    }
}

fn is_punct(token: &TokenTree, text: &str) -> bool {
    matches!(token, TokenTree::Punct(punct) if text.contains(punct.as_char()))
}

fn is_path_separator(tokens: &[TokenTree], at: usize) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(first)) if first.as_char() == ':' && first.spacing() == Spacing::Joint)
        && tokens.get(at + 1).is_some_and(|second| is_punct(second, ":"))
        && matches!(tokens.get(at + 2), Some(TokenTree::Ident(_)))
}

fn is_parenthesis(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
}

fn is_macro_call(tokens: &[TokenTree], at: usize) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == '!' && mark.spacing() == Spacing::Alone)
        && matches!(tokens.get(at + 1), Some(TokenTree::Group(_)))
}
