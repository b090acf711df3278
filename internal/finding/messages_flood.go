package finding

import "github.com/unveil-project/unveil/internal/lang"

// floodMessages is what the detector flood can say.
var floodMessages = lang.Catalogue{}
