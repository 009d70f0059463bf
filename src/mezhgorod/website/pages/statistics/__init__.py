"""«Статистика»: what became of plans over years, in pictures, tables and files."""
