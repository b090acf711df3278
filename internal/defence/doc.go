// Package defence writes a signature as a text to paste into a server, a
// firewall or a delivery network, with what it would have stopped and whom it
// would have harmed in its comments.
//
// The values of a signature come from a log, and so from attackers. Four rules
// keep each of them inside its literal:
//
//   - a value that is not valid, printable UTF-8 of at most 512 bytes is
//     refused;
//   - addresses, prefixes, network numbers, countries, methods and versions of
//     HTTP are parsed, and what is written is what they were parsed into;
//   - every other value is written as a regular expression in which the
//     characters that a target could give a meaning (quotes, backslash, dollar,
//     percent, braces, number sign, backtick) are hexadecimal escapes;
//   - each expression stands in a quoting of its target that gives nothing but
//     those characters a meaning.
//
// docs/methods/defence.md says how each target is written.
package defence
