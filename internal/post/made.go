package post

// made reads when an account was made: a time as the clock reads it, or a
// date alone, which stands for its beginning; 0 where there is none or it is
// not possible. What is said of an account never rejects a post.
func (c *clock) made(s string) int64 {
	if s == "" {
		return 0
	}
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		at, problem := c.read(s)
		if problem.Key != "" {
			return 0
		}
		return at
	}
	var t civil
	var ok1, ok2, ok3 bool
	t.year, ok1 = digits(s[:4])
	t.month, ok2 = digits(s[5:7])
	t.day, ok3 = digits(s[8:])
	if !ok1 || !ok2 || !ok3 || !t.possible() {
		return 0
	}
	at, problem := c.place(&t, s)
	if problem.Key != "" {
		return 0
	}
	return at
}
