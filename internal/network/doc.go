// Package network turns shares into the pairs of accounts that made them
// together. Its tables are columns of integers: who the accounts and what the
// objects are is known above it.
//
//	Shares ─ Group ─▶ EachPair, Pairs ─▶ edges ─ null ─▶ p, q
//	                ─▶ Couples, Edges ─▶ weighed edges, exact and without a bound on meetings
package network
