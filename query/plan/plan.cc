#include "query/plan/plan.h"
