select mark from forgotten order by mark
