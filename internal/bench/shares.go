package main

import (
	"bufio"
	"io"
	"math"
	"math/rand/v2"
	"strconv"
)

// The sizes of the tables of shares, for a million lines of the other inputs:
// those of an archive of 2,633 accounts, its hashtags and its texts.
const (
	allShares  = 1_459_249
	someShares = 300_000
	allTexts   = 2_400_000
)

// scaled is a size for so many lines.
func scaled(size, lines int) int { return max(int(int64(size)*int64(lines)/1_000_000), 1) }

// tables are made tables of shares.
type tables struct{ all, some, texts string }

// sharer draws who shares what and when. Objects are shared in bursts of about
// thirty shares by 25 accounts that know each other, with times to the
// minute; one object in all has a hundredth of the shares. A popular object
// has more bursts, not denser ones: about three pairs of shares of one object
// for each share lie within a minute, whatever the size.
type sharer struct {
	r                        *rand.Rand
	shares, objects, minutes int
	accounts                 int
}

func newSharer(shares, each int, seed uint64) *sharer {
	return &sharer{
		r: rand.New(rand.NewPCG(seed, 1)), shares: shares,
		objects: max(shares/each, 1), accounts: max(shares/550, 80), minutes: 2 * shares,
	}
}

// share draws one share; the time is in minutes.
func (d *sharer) share() (object, account, minute int) {
	f := d.r.Float64()
	if object = int(float64(d.objects) * f * f); d.r.Float64() < 0.01 {
		object = 0
	}
	burst := uint64(object)<<32 | uint64(d.r.IntN(d.bursts(object)))
	start := int(burst * 0x9e3779b97f4a7c15 % uint64(d.minutes))
	circle := int(burst * 0xbf58476d1ce4e5b9 >> 40)
	late := int(-4 * math.Log1p(-d.r.Float64()))
	return object, (circle + d.r.IntN(25)) % d.accounts, start + late
}

// bursts is how many bursts of thirty the shares of an object make.
func (d *sharer) bursts(object int) int {
	all, place := float64(d.shares), float64(object)
	each := all * (math.Sqrt((place+1)/float64(d.objects)) - math.Sqrt(place/float64(d.objects)))
	if object == 0 {
		each += all * 0.01
	}
	return 1 + int(each)/30
}

// writeShares writes a table of shares: about 50 bytes a row, rows by account
// as archives have them.
func writeShares(w io.Writer, shares int, seed uint64) error {
	d := newSharer(shares, 15, seed)
	of := make([][][2]int, d.accounts)
	for range shares {
		object, account, minute := d.share()
		of[account] = append(of[account], [2]int{object, minute})
	}
	out := bufio.NewWriterSize(w, 1<<16)
	line := append([]byte(nil), "object_id,account_id,content_id,timestamp_share\n"...)
	row := 0
	for account, own := range of {
		for _, s := range own {
			if _, err := out.Write(line); err != nil {
				return err
			}
			row++
			line = append(line[:0], "hashtag"...)
			line = append(strconv.AppendInt(line, int64(s[0]), 10), ",account"...)
			line = append(strconv.AppendInt(line, int64(account), 10), ',')
			line = append(strconv.AppendInt(line, 750_000_000_000_000_000+int64(row), 10), ',')
			line = append(strconv.AppendInt(line, 1_450_000_000+60*int64(s[1]), 10), '\n')
		}
	}
	if _, err := out.Write(line); err != nil {
		return err
	}
	return out.Flush()
}

// writeTexts writes a table of posts, about 150 bytes a row: sentences of
// which one in six ends in a link of its own, so that two posts of one object
// are equal once links are stripped.
func writeTexts(w io.Writer, posts int, seed uint64) error {
	d := newSharer(posts, 3, seed)
	out := bufio.NewWriterSize(w, 1<<16)
	line := append([]byte(nil), "id,account,created_at,text\n"...)
	for i := range posts {
		if _, err := out.Write(line); err != nil {
			return err
		}
		object, account, minute := d.share()
		line = append(strconv.AppendInt(line[:0], int64(i), 10), ",account"...)
		line = append(strconv.AppendInt(line, int64(account), 10), ',')
		line = append(strconv.AppendInt(line, 1_450_000_000+60*int64(minute), 10), ',')
		line = appendSentence(line, uint64(object))
		if d.r.IntN(6) == 0 {
			line = strconv.AppendUint(append(line, " https://example.org/"...), uint64(d.r.Uint32()), 36)
		}
		line = append(line, '\n')
	}
	if _, err := out.Write(line); err != nil {
		return err
	}
	return out.Flush()
}

// appendSentence writes the text of one object, of 12 to 19 words.
func appendSentence(b []byte, object uint64) []byte {
	words := [...]string{
		"Today", "the", "people", "of", "every", "state", "will", "go", "to", "vote", "and", "nobody", "knows", "what", "the", "count",
		"mañana", "resultados", "casilla", "elección", "gobierno", "país", "noche", "México", "выборы", "сегодня", "страна", "город",
		"#elections", "#vote2018", "really?", "watch!",
	}
	h := object*0x9e3779b97f4a7c15 + 0xbf58476d1ce4e5b9
	for k := range 12 + object%8 {
		h ^= h >> 29
		h *= 0xbf58476d1ce4e5b9
		if k > 0 {
			b = append(b, ' ')
		}
		b = append(b, words[h>>40%uint64(len(words))]...)
	}
	return strconv.AppendUint(append(b, ' '), object, 36)
}
