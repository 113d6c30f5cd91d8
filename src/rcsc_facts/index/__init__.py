"""Records in a SQLite database: built from a store, kept in the user's cache folder, selected from.

Every question is answered by the same SQL, whatever the size of the store and whether the database
lies in the cache or, where none can be kept, in memory. `tables` says what is in it, `build` fills it,
`select` asks it, and `cache` keeps it.
"""

from rcsc_facts.index.select import Index as Index
