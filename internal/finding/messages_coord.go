package finding

import "github.com/unveil-project/unveil/internal/lang"

// coordMessages is what the detector coord can say.
var coordMessages = lang.Catalogue{}
