// room for EdXML
