select count(*) from post where lang is not null
