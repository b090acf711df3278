package finding

import "github.com/unveil-project/unveil/internal/lang"

// arithmeticMessages is what the detector arithmetic can say.
var arithmeticMessages = lang.Catalogue{}
