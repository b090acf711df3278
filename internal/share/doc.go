// Package share takes posts apart into shares, one account using one object
// at one time, and puts them into columns of numbers.
//
//	Post ─ Builder ─▶ Table: network.Shares + names of accounts and objects
//
// An object is known by a 64-bit keyed hash of its kind and canonical form,
// and so is a post by that of its id: with n of them the chance that any two
// fall together is below n²/2^65, three in a million for ten million. The key
// is drawn for each run, so that nobody can write two objects that do. The
// name of an object is kept from its second use on; one that was used once
// makes no edge.
package share
