// Package botnet compares what took part in two bursts: addresses, their
// prefixes and networks, agents, the kinds of pages they asked for, and their
// rhythm; of one log, or of two cases whose owners exchange profiles.
//
// Every figure stands beside the one that two samples of the site's ordinary
// visitors have, because these share prefixes, browsers and pages too. A
// similarity is no proof that the same machines, let alone the same people,
// were at work: addresses are rented, shared and handed on.
//
// A Profile holds no address: of each set it keeps the smallest 4,096 hashes
// of its members (a bottom-k sketch: A. Z. Broder, On the resemblance and
// containment of documents, Proc. Compression and Complexity of Sequences
// 1997). docs/formats/botnet-profile.md has its form, and what its hashes
// protect; docs/methods/botnet.md the formulas.
package botnet
