package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"github.com/unveil-project/unveil/internal/botnet"
	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic"
)

// maxProfiles is how many bytes a file of profiles may have.
const maxProfiles = 128 << 20

// loadProfiles reads the profiles of --compare: files of one profile a line.
func (a *app) loadProfiles(files []string) ([]*botnet.Profile, error) {
	var out []*botnet.Profile
	for _, name := range files {
		bad := func(why string, err error) error {
			return failed(lang.M("traffic.profile.bad", "file", terminalSafe(name), "why", terminalSafe(why)), lang.M("traffic.profile.do"), err)
		}
		if info, err := os.Stat(name); err == nil && info.Size() > maxProfiles {
			return nil, bad(fmt.Sprintf("> %d bytes", maxProfiles), nil)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, bad(plainError(err), err)
		}
		d := json.NewDecoder(bytes.NewReader(data))
		for n := 0; d.More(); n++ {
			var one json.RawMessage
			if err := d.Decode(&one); err != nil {
				return nil, bad(err.Error(), err)
			}
			p, err := botnet.Load(bytes.NewReader(one))
			if err != nil {
				return nil, bad(err.Error(), err)
			}
			out = append(out, p)
		}
	}
	return out, nil
}

// writeProfiles writes the profiles of the bursts, one after another.
func (a *app) writeProfiles(q *trafficAsk, an *traffic.Analysis) error {
	if q.profile == "" {
		return nil
	}
	var b bytes.Buffer
	for _, p := range an.Profiles {
		if err := p.Profile.Save(&b); err != nil {
			return err
		}
	}
	if err := a.writeOutput(q, q.profile, b.Bytes()); err != nil {
		return err
	}
	a.note(lang.M("traffic.wrote.profile", "file", terminalSafe(q.profile), "n", len(an.Profiles)))
	return nil
}
