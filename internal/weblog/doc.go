// Package weblog holds the requests of access logs as columns of numbers, so
// that questions about millions of them are asked of integers, not of text.
//
//	request.Request ─▶ Builder ─┐
//	request.Request ─▶ Builder ─┴ Merge ─▶ Table: rows in order of time, dictionaries, exact volume
//
// A Row has 56 bytes: times and sizes, and numbers of dictionary entries for
// the address, the path, the query, the agent and the referer. Equal texts
// have one number.
//
// Memory is bounded. While the rows and dictionaries fit the limit, the table
// holds every request. Beyond it the table holds every request of a uniform
// sample of the addresses: an address is kept where the last Level bits of a
// hash of its text are zero, so that one in 2^Level is (adaptive sampling:
// M. Wegman; analysed by Ph. Flajolet, On Adaptive Sampling, Computing 43,
// 1990, 391–400). What is asked of single addresses (how many requests, which
// pages, which intervals) stays exact for those kept, and a share of
// addresses p is known with the standard error √(p(1−p)/n) of n addresses. A
// number of addresses is n·2^Level with a relative standard error of about
// 1.2/√n. The requests of each second of each site are counted exactly
// whatever the limit.
//
// The level depends on the requests alone, not on their order: it is the
// least at which the sample fits. An address that alone holds a sixteenth of
// the limit is thinned by itself before others are left out (Row.Count).
package weblog
