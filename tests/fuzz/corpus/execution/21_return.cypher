RETURN toString(1.5), toInteger('7'), split('a,b', ','), substring('abc', 1), 'abc' =~ 'a.*', left('abc', 2), trim(' a ')
