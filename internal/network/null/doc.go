// Package null says how often two accounts would share the same objects
// together by chance, under two nulls: one keeps how much each account shared
// (who), one keeps what each account shared (when).
//
//	Test      every pair of a channel: expected objects, p by both nulls, q
//	Permute   a network's own false-positive rate, by permuting whole posts
//	Who, When the two nulls for chosen pairs, over several channels and windows
//
// docs/methods/chance.md derives them, measures them and says where they fail.
package null
