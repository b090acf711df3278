// Package neardup finds posts that say nearly the same: it groups texts whose
// words are equal but for small changes.
//
//	texts ─ text.Bare ─▶ distinct texts ─ MinHash, LSH ─▶ candidates ─ Jaccard ─▶ clusters
//
// Equal bare texts are one, by comparing their bytes. Of each distinct text
// the set of its shingles is kept: runs of ShingleRunes characters, spaces
// included, as 32-bit hashes. Two texts are near-duplicates where the Jaccard
// similarity of their sets, |A∩B| / |A∪B|, is at least Options.Similar.
//
// Candidates are found by MinHash (Broder, Compression and Complexity of
// Sequences 1997) with locality-sensitive hashing (Indyk and Motwani, STOC
// 1998; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3):
// Bands bands of Rows minima each. A pair of similarity s becomes a candidate
// with probability 1 − (1 − s^Rows)^Bands: 0.9996 at 0.8, 0.19 at 0.4, 6·10⁻⁶
// at 0.05. Every candidate is verified on its sets, so no pair is accepted by
// chance; what is missed is stated by that formula and measured in
// docs/methods/narrative.md.
//
// A cluster grows by verified pairs. So that it cannot drift from text to
// text, a text joins only where it is besides at least Options.Anchor similar
// to the cluster's representative, and two clusters that a text joins become
// one only where all texts of the smaller are. Texts are placed in the order of
// how often they were copied, so representatives are what was copied most.
//
// Cost: a text is compared with at most maxTried others in each band, and walks
// past at most maxWalked, so that a phrase which stands in every text costs no
// more than one that is rare. Memory: the bytes of the distinct texts, four
// bytes for each shingle of those that meet another in some band, 4 bytes for
// each text added, and about 130 bytes for each distinct one.
package neardup
