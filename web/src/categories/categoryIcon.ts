import {
  Baby,
  Banknote,
  Briefcase,
  BusFront,
  Car,
  CircleEllipsis,
  Clapperboard,
  Coins,
  GraduationCap,
  HandCoins,
  HeartPulse,
  House,
  KeyRound,
  Landmark,
  PawPrint,
  Percent,
  PiggyBank,
  Plane,
  Receipt,
  Repeat,
  Shapes,
  Shirt,
  ShoppingBag,
  ShoppingBasket,
  ShieldCheck,
  Sparkles,
  Gift,
  Undo2,
  UtensilsCrossed,
  Wifi,
  Wine,
  Zap,
} from '@lucide/vue'
import type { Component } from 'vue'
import { findBuiltIn } from '@skrin/shared/categories/builtInCategories'
import type { BuiltInCategory } from '@skrin/shared/categories/builtInCategories'
import type { CategoryId } from '@skrin/shared/brand'

const icons: Readonly<Record<BuiltInCategory, Component>> = {
  housing: KeyRound,
  electricity: Zap,
  phone_internet: Wifi,
  insurance: ShieldCheck,
  loans: Landmark,
  home: House,
  groceries: ShoppingBasket,
  eating_out: UtensilsCrossed,
  alcohol: Wine,
  shopping: ShoppingBag,
  transport: BusFront,
  car: Car,
  health: HeartPulse,
  children: Baby,
  clothing: Shirt,
  care: Sparkles,
  education: GraduationCap,
  pets: PawPrint,
  leisure: Clapperboard,
  travel: Plane,
  subscriptions: Repeat,
  gifts: Gift,
  savings: PiggyBank,
  taxes: Receipt,
  fees: Coins,
  cash: Banknote,
  other_out: CircleEllipsis,
  salary: Briefcase,
  benefits: HandCoins,
  interest: Percent,
  refunds: Undo2,
  other_in: CircleEllipsis,
}

/** The household's own categories share one. */
export function categoryIcon(id: CategoryId): Component {
  const code: BuiltInCategory | undefined = findBuiltIn(id)?.id
  return code ? icons[code] : Shapes
}
