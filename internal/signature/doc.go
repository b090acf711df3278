// Package signature says what the excess of a burst is made of, and finds the
// few field values that tell it from the site's ordinary traffic.
//
//	burst, ordinary time ─▶ columns of values ─▶ clusters: what grew, and by how much
//	                                         └─▶ search ─▶ signature: terms that all hold
//
// A request has values of several fields: its address and what follows from
// it (/24 or /48, network, country), its agent and the agent's family, its
// path and the path's template, the shape of its query, method, protocol,
// referer. A signature is a conjunction of terms "field is one of these
// values". It is looked for by the requests of addresses that behave like
// machines, and against three groups that it should leave alone: who came in
// ordinary time, what they asked for, and who in the burst itself behaves like
// a visitor. So it finds floods of thousands of addresses with few requests
// each, of which no list of addresses can be made.
//
// docs/methods/signature.md has the formulas, the weights and the measured
// error.
package signature
