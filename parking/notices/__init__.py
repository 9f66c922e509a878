"""Every paper an authority sends: asked for, drawn for a day, posted on that day or spoiled."""
