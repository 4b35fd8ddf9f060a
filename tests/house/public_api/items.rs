//! The lines of one item: its signature, and those of its public parts.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, Token, TraitItem, Type};

use super::is_public;
use super::tidy::tidy;
use crate::source::{Source, Target, attributes, defined_name};

/// The public items by module and name, with the path that each is listed by.
type Public = BTreeMap<(usize, String), String>;

/// The name of an item, where it has one.
pub(super) fn name_of(item: &Item) -> Option<String> {
    defined_name(item)
}

pub(super) fn public_name(item: &Item) -> Option<String> {
    let visibility = match item {
        Item::Const(item) => &item.vis,
        Item::Enum(item) => &item.vis,
        Item::Fn(item) => &item.vis,
        Item::Static(item) => &item.vis,
        Item::Struct(item) => &item.vis,
        Item::Trait(item) => &item.vis,
        Item::Type(item) => &item.vis,
        _ => return None,
    };
    if is_public(visibility) { defined_name(item) } else { None }
}

/// The names of `pub struct Name` and its like within the call of a macro.
pub(super) fn made_by_a_macro(item: &Item) -> Vec<String> {
    let Item::Macro(call) = item else { return Vec::new() };
    if call.ident.is_some() {
        return Vec::new();
    }
    let tokens: Vec<String> = call.mac.tokens.clone().into_iter().map(|token| token.to_string()).collect();
    let makes = |words: &&[String]| {
        words[0] == "pub"
            && matches!(words[1].as_str(), "struct" | "enum" | "fn" | "trait" | "type" | "const" | "static")
    };
    tokens.windows(3).filter(makes).map(|words| words[2].clone()).collect()
}

/// An item and its public parts.
pub(super) fn lines(item: &Item, path: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let marks = marks(attributes(item));
    match item {
        Item::Const(item) => lines.push(format!("{marks}pub const {path}: {}", tidy(&item.ty))),
        Item::Static(item) => lines.push(format!("{marks}pub static {path}: {}", tidy(&item.ty))),
        Item::Type(item) => {
            lines.push(format!("{marks}pub type {path}{} = {}", tidy(&item.generics), tidy(&item.ty)));
        }
        Item::Fn(item) => lines.push(format!("{marks}pub {}", signature(&item.sig, path))),
        Item::Struct(item) => {
            lines.push(format!("{marks}pub struct {path}{}", tidy(&item.generics)));
            lines.extend(fields(&item.fields, path, false));
        }
        Item::Enum(item) => {
            lines.push(format!("{marks}pub enum {path}{}", tidy(&item.generics)));
            for variant in &item.variants {
                let path = format!("{path}::{}", variant.ident);
                lines.push(format!("{}pub variant {path}", self::marks(&variant.attrs)));
                lines.extend(fields(&variant.fields, &path, true));
            }
        }
        Item::Trait(item) => {
            lines.push(format!("{marks}pub trait {path}{}: {}", tidy(&item.generics), tidy(&item.supertraits)));
            for part in &item.items {
                if let TraitItem::Fn(function) = part {
                    lines.push(format!("pub {}", signature(&function.sig, &format!("{path}::{}", function.sig.ident))));
                }
            }
        }
        _ => {}
    }
    lines
}

fn fields(fields: &Fields, path: &str, all: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, field) in fields.iter().enumerate() {
        if all || is_public(&field.vis) {
            let name = field.ident.as_ref().map_or_else(|| number.to_string(), ToString::to_string);
            lines.push(format!("{}pub field {path}.{name}: {}", marks(&field.attrs), tidy(&field.ty)));
        }
    }
    lines
}

/// What an `impl` adds to a public type: its public methods, or that it has a trait.
pub(super) fn impl_lines(source: &Source, module: usize, item: &Item, public: &Public) -> Vec<String> {
    let Item::Impl(item) = item else { return Vec::new() };
    let Some(path) = type_path(source, module, &item.self_ty, public) else { return Vec::new() };
    let marks = marks(&item.attrs);
    if let Some((_, implemented, _)) = &item.trait_ {
        return vec![format!("{marks}impl {} for {path}", tidy(implemented))];
    }
    let mut lines = Vec::new();
    for part in &item.items {
        lines.extend(part_lines(part, item, path, &marks));
    }
    lines
}

fn part_lines(part: &ImplItem, item: &ItemImpl, path: &str, of_the_impl: &str) -> Vec<String> {
    match part {
        ImplItem::Fn(function) if is_public(&function.vis) => {
            let marks = format!("{of_the_impl}{}", marks(&function.attrs));
            vec![format!("{marks}pub {}", signature(&function.sig, &format!("{path}::{}", function.sig.ident)))]
        }
        ImplItem::Const(constant) if is_public(&constant.vis) => {
            vec![format!("{of_the_impl}pub const {path}::{}: {}", constant.ident, tidy(&constant.ty))]
        }
        ImplItem::Macro(call) if item.trait_.is_none() => {
            let name = tidy(&call.mac.path);
            statements(&call.mac.tokens).into_iter().map(|made| format!("{path}::{name}! {made}")).collect()
        }
        _ => Vec::new(),
    }
}

fn type_path<'a>(source: &Source, module: usize, of: &Type, public: &'a Public) -> Option<&'a String> {
    let Type::Path(of) = of else { return None };
    let path: Vec<String> = of.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    source.resolve(module, &path, 0).into_iter().find_map(|target| match target {
        Target::Item(module, name) => public.get(&(module, name)),
        Target::Module(_) => None,
    })
}

/// The call of a macro that makes public names, or names that are passed on; and what a macro makes for each.
pub(super) fn macro_lines(item: &Item, module: usize, public: &Public) -> Vec<String> {
    let Item::Macro(call) = item else { return Vec::new() };
    if let Some(name) = &call.ident {
        return public_functions(&call.mac.tokens)
            .into_iter()
            .map(|made| format!("macro {name}! makes {made}"))
            .collect();
    }
    let words = words(&call.mac.tokens);
    let made: Vec<&String> =
        public.iter().filter(|((at, name), _)| *at == module && words.contains(name)).map(|(_, path)| path).collect();
    let Some(first) = made.first() else { return Vec::new() };
    let name = tidy(&call.mac.path);
    let parent = first.rsplit_once("::").map_or("", |(parent, _)| parent);
    statements(&call.mac.tokens).into_iter().map(|made| format!("{parent}::{name}! {made}")).collect()
}

fn words(tokens: &TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) => found.push(ident.to_string()),
            TokenTree::Group(group) => found.extend(words(&group.stream())),
            _ => {}
        }
    }
    found
}

/// What a macro is given, without its documentation, cut at each `;` and each brace.
fn statements(tokens: &TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut current = TokenStream::new();
    let mut tokens = tokens.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '#' && is_documentation(tokens.peek()) => {
                tokens.next();
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => found.push(tidy(&std::mem::take(&mut current))),
            TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::Brace => {
                let head = tidy(&std::mem::take(&mut current));
                found.extend(statements(&group.stream()).into_iter().map(|inner| format!("{head} {{ {inner} }}")));
            }
            _ => current.extend([token]),
        }
    }
    if !current.is_empty() {
        found.push(tidy(&current));
    }
    found
}

fn is_documentation(token: Option<&TokenTree>) -> bool {
    let Some(TokenTree::Group(group)) = token else { return false };
    matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(ident)) if ident == "doc")
}

/// The signatures of `pub fn` in the body of a macro.
fn public_functions(tokens: &TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            found.extend(public_functions(&group.stream()));
        }
        let is_public = matches!(token, TokenTree::Ident(ident) if ident == "pub");
        let is_whole = matches!(tokens.get(at + 1), Some(TokenTree::Ident(_)));
        if is_public && is_whole {
            let is_body = |token: &&TokenTree| {
                !matches!(token, TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::Brace)
                    && !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';')
            };
            found.push(tidy(&tokens[at..].iter().take_while(is_body).cloned().collect::<TokenStream>()));
        }
    }
    found
}

fn signature(signature: &syn::Signature, path: &str) -> String {
    let text = tidy(signature);
    text.replacen(&format!("fn {}", signature.ident), &format!("fn {path}"), 1)
}

/// The attributes that others see: features, derived traits, and whether more may be added.
fn marks(attributes: &[Attribute]) -> String {
    let mut marks = String::new();
    for attribute in attributes {
        let path = attribute.path();
        if path.is_ident("derive") {
            let traits = attribute.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated);
            let mut traits: Vec<String> = traits.into_iter().flatten().map(|derived| tidy(&derived)).collect();
            traits.sort();
            marks += &format!("#[derive({})] ", traits.join(", "));
        } else if path.is_ident("cfg") || path.is_ident("non_exhaustive") || path.is_ident("must_use") {
            marks += &format!("#[{}] ", tidy(&attribute.meta));
        }
    }
    marks
}
